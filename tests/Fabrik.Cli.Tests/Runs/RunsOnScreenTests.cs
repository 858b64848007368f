using System.Text.Json;
using Fabrik.Cli.Terminal;
using Fabrik.Cli.Tests.Support;
using Fabrik.Core.Runs;
using Fabrik.Testing;

namespace Fabrik.Cli.Tests.Runs;

public sealed class RunsOnScreenTests : IDisposable
{
    private readonly TestCli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("list", "list")]
    [InlineData("show", "show good-1")]
    [InlineData("show-spans", "show bad-1 --spans")]
    public async Task A_terminal_a_terminal_without_colour_and_a_pipe_show_what_is_on_file(string name, string line)
    {
        await SampleStore.FillAsync(_cli);
        string[] args = ["runs", .. line.Split(' ')];
        var pipe = await _cli.RunAsync(args);
        Golden.Match($"{name}.txt", pipe.Out);

        _cli.Terminal = true;
        var colour = await _cli.RunAsync(args);
        Golden.Match($"{name}.terminal.txt", colour.Out.Replace('\e', '␛'));

        Assert.Equal(pipe.Out, (await _cli.RunAsync([.. args, "--no-color"])).Out);
        _cli.Variables["NO_COLOR"] = "1";
        Assert.Equal(pipe.Out, (await _cli.RunAsync(args)).Out);
        _cli.Variables["NO_COLOR"] = "";
        Assert.Equal(colour.Out, (await _cli.RunAsync(args)).Out);
        _cli.Variables["TERM"] = "dumb";
        Assert.Equal(pipe.Out, (await _cli.RunAsync(args)).Out);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(120)]
    public async Task The_list_keeps_to_the_width(int width)
    {
        await SampleStore.FillAsync(_cli);
        _cli.Width = width;
        var result = await _cli.RunAsync("runs", "list");
        Golden.Match($"list.{width}.txt", result.Out);
        Assert.All(result.Lines, l => Assert.InRange(DisplayWidth.Of(l), 0, width));
    }

    [Fact]
    public async Task Filters_narrow_the_list()
    {
        await SampleStore.FillAsync(_cli);
        Assert.Equal([SampleStore.Bad], await IdsAsync("--status", "failed"));
        Assert.Equal([SampleStore.Open], await IdsAsync("--status", "running"));
        Assert.Equal([SampleStore.Bad, SampleStore.Good], await IdsAsync("--tool", "search"));
        Assert.Equal([SampleStore.Open], await IdsAsync("--since", "10m"));
        Assert.Equal([SampleStore.Open, SampleStore.Bad], await IdsAsync("-n", "2"));
        Assert.Empty(await IdsAsync("--agent", "nobody"));
    }

    [Fact]
    public async Task An_empty_list_says_how_to_fill_it()
    {
        await SampleStore.AppendAsync(_cli);
        var result = await _cli.RunAsync("runs", "list");
        Assert.Equal(0, result.Code);
        Assert.Equal("no runs match\n→ point an OpenTelemetry exporter at `fabrik serve`, or run `fabrik demo`\n", result.Out);
    }

    [Fact]
    public async Task An_empty_project_has_no_latest_run()
    {
        await SampleStore.AppendAsync(_cli);
        var result = await _cli.RunAsync("runs", "show", "latest");
        Assert.Equal(3, result.Code);
        Assert.Equal("error: project 'default' has no runs\n", result.Error);
    }

    [Fact]
    public async Task Json_is_one_document_and_nothing_else()
    {
        await SampleStore.FillAsync(_cli);
        _cli.Terminal = true;
        foreach (var args in (string[][])[["runs", "list"], ["runs", "show", SampleStore.Good], ["laos", "query", "traces", "--run", SampleStore.Good], ["version"], ["schema"], ["schema", "laos"], ["doctor"]])
        {
            var result = await _cli.RunAsync([.. args, "--json"]);
            Assert.NotEqual(JsonValueKind.Undefined, result.Json().ValueKind);
            Assert.EndsWith("\n", result.Out, StringComparison.Ordinal);
            Assert.DoesNotContain('\e', result.Out);
            Assert.Empty(result.Error);
        }
    }

    [Fact]
    public async Task Json_is_the_same_twice()
    {
        await SampleStore.FillAsync(_cli);
        foreach (var args in (string[][])[["runs", "list", "--json"], ["runs", "show", "latest", "--json"], ["runs", "export", SampleStore.Good]])
            Assert.Equal((await _cli.RunAsync(args)).Out, (await _cli.RunAsync(args)).Out);
    }

    [Fact]
    public async Task Export_is_the_run_and_then_every_step_with_its_payload_a_line_each()
    {
        await SampleStore.FillAsync(_cli);
        var result = await _cli.RunAsync("runs", "export", SampleStore.Bad);
        var lines = result.Lines.Select(l => JsonDocument.Parse(l).RootElement).ToList();

        Assert.Equal(3, lines.Count);
        Assert.Equal(SampleStore.Bad, lines[0].GetProperty("run_id").GetString());
        Assert.Equal(["b1", "b2"], lines.Skip(1).Select(l => l.GetProperty("step_id").GetString()));
        Assert.Contains("\"input\":\"b1\"", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tail_follows_a_run_until_it_ends()
    {
        await SampleStore.FillAsync(_cli);
        var tail = _cli.RunAsync("runs", "tail", SampleStore.Open, "--json");
        await SampleStore.AppendAsync(_cli, SampleStore.Batch(SampleStore.Group(
            SampleStore.Open, new RunEnd(RunStatus.Ok, SampleStore.At(1600), Declared: true), SampleStore.Step("o2", "search", StepKind.Tool, 1501, 1))));
        while (!tail.IsCompleted)
        {
            _cli.Time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        var result = await tail;
        Assert.Equal(0, result.Code);
        Assert.Equal(["o1", "o2"], result.Lines.Select(l => JsonDocument.Parse(l).RootElement.GetProperty("step_id").GetString()));
    }

    private async Task<IEnumerable<string?>> IdsAsync(params string[] filter)
    {
        var result = await _cli.RunAsync(["runs", "list", "--json", .. filter]);
        Assert.True(result.Code == 0, result.ToString());
        return [.. result.Json().GetProperty("runs").EnumerateArray().Select(r => r.GetProperty("run_id").GetString())];
    }
}
