using System.Text.Json;
using Fabrik.Cli.Tests.Support;
using Fabrik.Testing;

namespace Fabrik.Cli.Tests.Mcp;

public sealed class McpToolTests : IDisposable
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly TestCli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task The_tools_are_listed_with_the_schemas_on_file()
    {
        await using var session = await McpSession.StartAsync(_cli);
        var tools = await session.Client.ListToolsAsync();
        Golden.Match("tools.json", JsonSerializer.Serialize(tools.Select(t => new { t.ProtocolTool.Name, t.ProtocolTool.Title, t.ProtocolTool.Description, t.ProtocolTool.InputSchema, t.ProtocolTool.OutputSchema, t.ProtocolTool.Annotations }), Indented) + "\n");
        Assert.Equal("fabrik", session.Client.ServerInfo?.Name);
        Assert.Contains("never a pass", session.Client.ServerInstructions, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lint_passes_fails_or_says_what_is_missing_as_the_verb_does()
    {
        await SampleStore.FillAsync(_cli);
        _cli.File(".laosrc.yaml", "service: research\nthresholds:\n  latency_ms: { p95: 350 }\n  error_rate: 0.1\n");
        _cli.File("strict.yaml", "service: research\nthresholds:\n  latency_ms: { p95: 10 }\n");
        await using var session = await McpSession.StartAsync(_cli);

        var pass = await session.CallAsync("laos_lint", new { run = SampleStore.Good });
        Assert.True(pass is { Outcome: "pass", IsError: false }, pass.ToString());
        Assert.Equal("pass", pass.Result.GetProperty("verdict").GetString());
        Assert.True(JsonElement.DeepEquals((await _cli.RunAsync("laos", "lint", "--run", SampleStore.Good, "--json")).Json().GetProperty("evaluated"), pass.Result.GetProperty("evaluated")));

        var fail = await session.CallAsync("laos_lint", new { run = SampleStore.Good, config = "strict.yaml" });
        Assert.True(fail is { Outcome: "fail", IsError: false }, fail.ToString());
        Assert.Contains("latency_ms.p95 is 29 ms, limit 10 (n = 200 requests served)", fail.Reasons, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_cli.Folder.FullName, "reports", "review-laos-lint.json")));

        foreach (var run in (string[])[SampleStore.Open, "nobody-1"])
        {
            var open = await session.CallAsync("laos_lint", new { run });
            Assert.True(open is { Outcome: "inconclusive", IsError: false }, open.ToString());
            Assert.Contains($"no span of run {run} in the window", open.Reasons, StringComparison.Ordinal);
            Assert.StartsWith("Not a pass.", open.Json.GetProperty("next").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_can_t_be_judged_is_an_answer_with_its_reason()
    {
        _cli.File("wrong.yaml", "servce: research\nthresholds:\n  latency_ms: { p95x: 350 }\n");
        _cli.File(".laosrc.yaml", "service: research\nthresholds: { error_rate: 0.1 }\n");
        await using var session = await McpSession.StartAsync(_cli);

        var wrong = await session.CallAsync("laos_lint", new { run = "good-1", config = "wrong.yaml" });
        Assert.True(wrong is { Outcome: "refused", IsError: true }, wrong.ToString());
        Assert.Contains("--> wrong.yaml:1:1", wrong.Reasons, StringComparison.Ordinal);
        Assert.Contains("--> wrong.yaml:3:17", wrong.Reasons, StringComparison.Ordinal);

        var storeless = await session.CallAsync("laos_lint", new { run = "good-1" });
        Assert.True(storeless is { Outcome: "unreachable", IsError: true }, storeless.ToString());
        Assert.Contains("there is no store in", storeless.Reasons, StringComparison.Ordinal);

        var inputs = await session.CallAsync("laos_query", new { signal = "rumours", limit = 3 });
        Assert.True(inputs is { Outcome: "refused", IsError: true }, inputs.ToString());
        Assert.Contains("unknown input `limit`; `signal`: expected one of errors, logs, traces, profiles", inputs.Reasons, StringComparison.Ordinal);

        _cli.File("tempo.yaml", "service: research\nsources: { tempo: { url: 'http://127.0.0.1:1' } }\n");
        var tempo = await session.CallAsync("laos_query", new { signal = "traces", run = "good-1", config = "tempo.yaml" });
        Assert.True(tempo is { Outcome: "unreachable", IsError: true }, tempo.ToString());
        Assert.Contains("127.0.0.1:1", tempo.Reasons, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_query_finds_or_does_not()
    {
        await SampleStore.FillAsync(_cli);
        await using var session = await McpSession.StartAsync(_cli);

        var found = await session.CallAsync("laos_query", new { signal = "errors", run = SampleStore.Bad, contains = "did not answer" });
        Assert.True(found is { Outcome: "found", IsError: false }, found.ToString());
        Assert.Equal(1, found.Result.GetProperty("count").GetInt32());

        var tagged = await session.CallAsync("laos_query", new { signal = "traces", run = SampleStore.Good, tag = new Dictionary<string, string> { ["http.route"] = "/none" } });
        Assert.True(tagged is { Outcome: "not_found", IsError: false }, tagged.ToString());

        // What looks like an option, or like a file of options, is a text.
        foreach (var text in (string[])["--allow-unscoped", "@/etc/passwd"])
        {
            var odd = await session.CallAsync("laos_query", new { signal = "errors", run = SampleStore.Bad, contains = text });
            Assert.True(odd is { Outcome: "not_found" }, odd.ToString());
        }

        var unscoped = await session.CallAsync("laos_query", new { signal = "errors" });
        Assert.True(unscoped is { Outcome: "refused" }, unscoped.ToString());
    }

    [Fact]
    public async Task A_comparison_has_its_verdict_and_its_reason()
    {
        await ComparedRuns.FillAsync(_cli);
        await using var session = await McpSession.StartAsync(_cli);

        var regression = await session.CallAsync("laos_compare", new { run = "slow-1", baselines = ComparedRuns.Baselines });
        Assert.True(regression is { Outcome: "regression", IsError: false }, regression.ToString());
        Assert.Equal("SELECT users", regression.Result.GetProperty("attribution").GetProperty("spans")[0].GetProperty("name").GetString());

        var exploratory = await session.CallAsync("laos_compare", new { run = "slow-1", baselines = new[] { "base-1" } });
        Assert.True(exploratory is { Outcome: "inconclusive", IsError: false }, exploratory.ToString());
        Assert.NotEmpty(exploratory.Reasons);

        var unknown = await session.CallAsync("laos_compare", new { run = "slow-1", baselines = new[] { "nobody-1" } });
        Assert.True(unknown is { Outcome: "inconclusive", IsError: false }, unknown.ToString());
        Assert.Contains("no run 'nobody-1'", unknown.Reasons, StringComparison.Ordinal);
        Assert.Equal("refused", (await session.CallAsync("laos_compare", new { run = "slow-1" })).Outcome);
    }

    [Fact]
    public async Task Runs_are_listed_and_read_and_a_cut_is_said()
    {
        await SampleStore.FillAsync(_cli);
        await using var session = await McpSession.StartAsync(_cli);

        var failed = await session.CallAsync("runs_list", new { status = new[] { "failed" } });
        Assert.True(failed is { Outcome: "listed", IsError: false }, failed.ToString());
        Assert.Equal(SampleStore.Bad, Assert.Single(failed.Result.GetProperty("runs").EnumerateArray()).GetProperty("run_id").GetString());

        var run = await session.CallAsync("runs_get", new { run = SampleStore.Good, spans = true, steps = 5 });
        Assert.True(run is { Outcome: "found", Reasons: "the first 5 of 203 steps: ask for more with `steps`" }, run.ToString());
        Assert.Equal(5, run.Result.GetProperty("steps").GetArrayLength());

        var unknown = await session.CallAsync("runs_get", new { run = "nobody-1" });
        Assert.True(unknown is { Outcome: "inconclusive", IsError: false }, unknown.ToString());
        Assert.Contains("no run 'nobody-1'", unknown.Reasons, StringComparison.Ordinal);
        Assert.Empty(session.Log());
    }
}
