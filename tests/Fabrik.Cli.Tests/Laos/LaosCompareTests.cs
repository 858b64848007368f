using Fabrik.Cli.Tests.Support;
using Fabrik.Core.Randomness;
using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Testing;

namespace Fabrik.Cli.Tests.Laos;

public sealed class LaosCompareTests : IDisposable
{
    private static readonly string[] Baselines = [.. Enumerable.Range(1, 10).Select(i => $"base-{i}")];
    private readonly TestCli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("exploratory", "slow-1", 1, 3)]
    [InlineData("regression", "slow-1", 10, 1)]
    [InlineData("no-regression", "like-1", 10, 0)]
    public async Task Every_outcome_has_its_code_its_screen_and_its_document(string name, string run, int baselines, int code)
    {
        await FillAsync();
        string[] args = ["laos", "compare", run, .. Baselines.Take(baselines)];
        var pipe = await _cli.RunAsync(args);

        Assert.True(pipe.Code == code, pipe.ToString());
        Assert.Empty(pipe.Error);
        Golden.Match($"compare-{name}.txt", pipe.Out);

        var json = await _cli.RunAsync([.. args, "--json"]);
        Assert.Equal(code, json.Code);
        Golden.Match($"compare-{name}.json", json.Out);
        Assert.Equal(json.Out, (await _cli.RunAsync([.. args, "--json"])).Out);

        _cli.Terminal = true;
        _cli.Width = 80;
        Golden.Match($"compare-{name}.terminal.txt", (await _cli.RunAsync(args)).Out.Replace('\e', '␛'));
    }

    [Fact]
    public async Task The_baseline_of_the_config_is_taken_where_none_is_named()
    {
        await FillAsync();
        Assert.Contains("baseline.run", (await RefusedAsync("slow-1")).Error, StringComparison.Ordinal);

        _cli.File(".laosrc.yaml", "baseline: { run: base-3 }\n");
        var json = await _cli.RunAsync("laos", "compare", "slow-1", "--json");
        Assert.Equal("base-3", Assert.Single(json.Json().GetProperty("baseline").EnumerateArray()).GetString());
    }

    [Fact]
    public async Task More_runs_of_the_same_code_stand_on_the_run_s_side()
    {
        await FillAsync();
        var json = await _cli.RunAsync("laos", "compare", "like-1", "base-1", "--also", "base-2", "--also", "base-3", "--json");
        Assert.Equal(3, json.Json().GetProperty("replicates").GetProperty("run").GetInt32());
        Assert.Contains("named twice", (await RefusedAsync("base-1", "base-2", "base-2")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_run_proves_nothing()
    {
        await FillAsync();
        Assert.Equal(3, (await _cli.RunAsync("laos", "compare", "nobody-1", "base-1")).Code);
        Assert.Equal(3, (await _cli.RunAsync("laos", "compare", "base-1", "nobody-1")).Code);
    }

    private async Task<CliResult> RefusedAsync(params string[] args)
    {
        var result = await _cli.RunAsync(["laos", "compare", .. args]);
        Assert.True(result.Code == 2, result.ToString());
        return result;
    }

    private Task FillAsync() => SampleStore.AppendAsync(
        _cli,
        SampleStore.Batch(
        [
            .. Baselines.Append("like-1").Select(run => Group(run, query: 20)), Group("slow-1", query: 45, failing: 40),
        ]));

    /// <summary>400 requests, each with a query that takes about as long as said.</summary>
    private static RunGroup Group(string run, double query, int failing = 0)
    {
        var random = CounterRandom.From(1, run);
        var level = 1 + (0.01 * random.NextNormal());
        return SampleStore.Group(
            run,
            new RunEnd(RunStatus.Ok, SampleStore.At(60), Declared: true),
            [
                .. Enumerable.Range(0, 400).SelectMany(i =>
                {
                    var waits = query * level * Math.Exp(0.2 * random.NextNormal());
                    var request = SampleStore.Request(i, 30 + waits, run);
                    return (Step[])
                    [
                        i < failing ? request with { Status = StepStatus.Error, Error = new StepError("DbTimeout", "users did not answer") } : request,
                        request with
                        {
                            Id = StepId.Parse($"{run}-q{i}"), ParentId = request.Id, Name = "SELECT users", StartedAt = SampleStore.At((i * 0.01) + 0.01),
                            EndedAt = SampleStore.At((i * 0.01) + 0.01 + (waits / 1000)), Span = request.Span! with { Kind = SpanKind.Client, Route = null, DbSystem = "postgresql" },
                        },
                    ];
                }),
            ]);
    }
}
