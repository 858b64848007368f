using System.Text.Json;
using Fabrik.Cli.Tests.Support;
using Fabrik.Cli.Verbs;
using Fabrik.Testing;

namespace Fabrik.Cli.Tests.Laos;

public sealed class LaosLintTests : IDisposable
{
    private const string Kept = "service: research\nthresholds:\n  latency_ms: { p95: 350 }\n  error_rate: 0.1\n";
    private const string Broken = "service: research\nthresholds:\n  latency_ms: { p95: 10 }\n";
    private readonly TestCli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("pass", Kept, SampleStore.Good, 0)]
    [InlineData("fail", Broken, SampleStore.Good, 1)]
    [InlineData("inconclusive", Kept, SampleStore.Open, 3)]
    [InlineData("unknown-run", Kept, "nobody-1", 3)]
    public async Task Every_outcome_has_its_code_its_screen_and_its_report(string name, string config, string run, int code)
    {
        await SampleStore.FillAsync(_cli);
        _cli.File(".laosrc.yaml", config);
        var pipe = await _cli.RunAsync("laos", "lint", "--run", run);

        Assert.True(pipe.Code == code, pipe.ToString());
        Assert.Empty(pipe.Error);
        Golden.Match($"{name}.txt", pipe.Out);
        var report = _cli.Read("reports/lint.json");
        Golden.Match($"{name}.json", report.Replace(JsonEncodedText.Encode(VersionVerb.Current).ToString(), "VERSION", StringComparison.Ordinal));

        var json = await _cli.RunAsync("laos", "lint", "--run", run, "--json");
        Assert.Equal(code, json.Code);
        Assert.Equal(report, json.Out);

        _cli.Terminal = true;
        Golden.Match($"{name}.terminal.txt", (await _cli.RunAsync("laos", "lint", "--run", run)).Out.Replace('\e', '␛'));
        _cli.Variables["NO_COLOR"] = "1";
        Assert.Equal(pipe.Out, (await _cli.RunAsync("laos", "lint", "--run", run)).Out);
    }

    [Fact]
    public async Task The_latest_run_and_the_run_of_the_config_are_found()
    {
        await SampleStore.FillAsync(_cli);
        _cli.File(".laosrc.yaml", Kept + "scope: { run_id: good-1 }\n");
        Assert.Equal("good-1", await JudgedAsync());
        Assert.Equal("open-1", await JudgedAsync("--run", "latest"));
        Assert.Equal("bad-1", await JudgedAsync("--run", "bad-1"));
    }

    [Fact]
    public async Task A_variable_in_the_config_is_filled_in_and_a_missing_one_is_an_error_with_its_place()
    {
        await SampleStore.FillAsync(_cli);
        _cli.File(".laosrc.yaml", Kept + "scope:\n  run_id: ${RUN_ID}\n");
        _cli.Variables["RUN_ID"] = "good-1";
        Assert.Equal("good-1", await JudgedAsync());

        _cli.Variables.Remove("RUN_ID");
        var result = await _cli.RunAsync("laos", "lint");
        Assert.True(result.Code == 2, result.ToString());
        Golden.Match("missing-variable.txt", result.Error);
    }

    [Fact]
    public async Task Without_a_run_nothing_is_judged_unless_it_is_asked_for()
    {
        await SampleStore.FillAsync(_cli);
        _cli.File(".laosrc.yaml", Kept);
        var refused = await _cli.RunAsync("laos", "lint");
        Assert.Equal(2, refused.Code);
        Assert.Contains("--allow-unscoped", refused.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_cli.Folder.FullName, "reports", "lint.json")));

        _cli.File(".laosrc.yaml", Kept + "window: 1h\n");
        var unscoped = await _cli.RunAsync("laos", "lint", "--allow-unscoped");
        Assert.NotEqual(2, unscoped.Code);
        Assert.Contains("service research, last", unscoped.Out, StringComparison.Ordinal);

        _cli.File(".laosrc.yaml", "thresholds: { error_rate: 0.1 }\n");
        Assert.Contains("set `service:`", (await _cli.RunAsync("laos", "lint", "--allow-unscoped")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everything_wrong_in_a_config_is_said_at_once_with_its_place()
    {
        await SampleStore.FillAsync(_cli);
        _cli.File("wrong.yaml", "servce: research\nthresholds:\n  latency_ms:\n    p95x: 350\n    p99: fast\n  error_rate: 7\nwindow: soon\nsignals: { traces: maybe }\n");
        var result = await _cli.RunAsync("laos", "lint", "--run", "good-1", "--config", "wrong.yaml");

        Assert.Equal(2, result.Code);
        Assert.Empty(result.Out);
        Golden.Match("wrong-config.txt", result.Error);
    }

    [Fact]
    public async Task The_sample_config_is_accepted()
    {
        await SampleStore.FillAsync(_cli);
        var result = await _cli.RunAsync("laos", "lint", "--run", "good-1", "-c", RepositoryRoot.Combine("samples", "research-agent", ".laosrc.yaml"));
        Assert.True(result.Code is 0 or 1 or 3, result.ToString());
    }

    [Fact]
    public async Task A_reader_of_the_report_never_sees_half_of_it()
    {
        await SampleStore.FillAsync(_cli);
        _cli.File(".laosrc.yaml", Kept);
        await _cli.RunAsync("laos", "lint", "--run", "good-1");
        var file = Path.Combine(_cli.Folder.FullName, "reports", "lint.json");
        var whole = await File.ReadAllTextAsync(file);
        using var old = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));

        await _cli.RunAsync("laos", "lint", "--run", "bad-1");

        // The old file was replaced, not written over: who had it open still reads the whole of it.
        Assert.Equal(whole, await old.ReadToEndAsync());
        Assert.NotEqual(whole, await File.ReadAllTextAsync(file));
        Assert.Equal(["lint.json", "review-laos-lint.json"], Directory.GetFiles(Path.GetDirectoryName(file)!).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_report_that_can_t_be_written_is_the_caller_s_mistake()
    {
        await SampleStore.FillAsync(_cli);
        _cli.File(".laosrc.yaml", Kept);
        _cli.File("reports", "a file where a folder should be");
        var result = await _cli.RunAsync("laos", "lint", "--run", "good-1");
        Assert.True(result.Code == 2, result.ToString());
        Assert.Contains("--report", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_report_is_the_same_twice()
    {
        await SampleStore.FillAsync(_cli);
        _cli.File(".laosrc.yaml", Kept);
        Assert.Equal((await _cli.RunAsync("laos", "lint", "--run", "good-1", "--json")).Out, (await _cli.RunAsync("laos", "lint", "--run", "good-1", "--json")).Out);
    }

    [Fact]
    public async Task An_agent_s_failed_steps_count_as_errors()
    {
        await SampleStore.FillAsync(_cli);
        var result = await _cli.RunAsync("laos", "query", "errors", "--run", SampleStore.Bad, "--json");
        Assert.True(result.Json().GetProperty("found").GetBoolean());
        Assert.Equal(1, result.Json().GetProperty("count").GetInt32());
    }

    private async Task<string?> JudgedAsync(params string[] more)
    {
        var result = await _cli.RunAsync(["laos", "lint", "--json", .. more]);
        Assert.True(result.Code is 0 or 1 or 3, result.ToString());
        return result.Json().GetProperty("run_id").GetString();
    }
}
