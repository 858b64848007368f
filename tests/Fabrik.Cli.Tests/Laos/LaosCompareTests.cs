using Fabrik.Cli.Tests.Support;
using Fabrik.Testing;

namespace Fabrik.Cli.Tests.Laos;

public sealed class LaosCompareTests : IDisposable
{
    private readonly TestCli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("exploratory", "slow-1", 1, 3)]
    [InlineData("regression", "slow-1", 10, 1)]
    [InlineData("no-regression", "like-1", 10, 0)]
    public async Task Every_outcome_has_its_code_its_screen_and_its_document(string name, string run, int baselines, int code)
    {
        await ComparedRuns.FillAsync(_cli);
        string[] args = ["laos", "compare", run, .. ComparedRuns.Baselines.Take(baselines)];
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
        await ComparedRuns.FillAsync(_cli);
        Assert.Contains("baseline.run", (await RefusedAsync("slow-1")).Error, StringComparison.Ordinal);

        _cli.File(".laosrc.yaml", "baseline: { run: base-3 }\n");
        var json = await _cli.RunAsync("laos", "compare", "slow-1", "--json");
        Assert.Equal("base-3", Assert.Single(json.Json().GetProperty("baseline").EnumerateArray()).GetString());
    }

    [Fact]
    public async Task More_runs_of_the_same_code_stand_on_the_run_s_side()
    {
        await ComparedRuns.FillAsync(_cli);
        var json = await _cli.RunAsync("laos", "compare", "like-1", "base-1", "--also", "base-2", "--also", "base-3", "--json");
        Assert.Equal(3, json.Json().GetProperty("replicates").GetProperty("run").GetInt32());
        Assert.Contains("named twice", (await RefusedAsync("base-1", "base-2", "base-2")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_run_proves_nothing()
    {
        await ComparedRuns.FillAsync(_cli);
        Assert.Equal(3, (await _cli.RunAsync("laos", "compare", "nobody-1", "base-1")).Code);
        Assert.Equal(3, (await _cli.RunAsync("laos", "compare", "base-1", "nobody-1")).Code);
    }

    private async Task<CliResult> RefusedAsync(params string[] args)
    {
        var result = await _cli.RunAsync(["laos", "compare", .. args]);
        Assert.True(result.Code == 2, result.ToString());
        return result;
    }
}
