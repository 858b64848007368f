using System.Text;
using Fabrik.Core.Scope;
using Fabrik.Laos.Load;
using Fabrik.Laos.Load.Wrk;

namespace Fabrik.Laos.Tests.Load;

/// <summary>Debian's wrk against a real server.</summary>
public sealed class WrkTests
{
    private const string Usage2 = "wrk 4.0.0 [epoll]\nUsage: wrk <options> <url>\n  -R, --rate <T> work rate\n";
    private static readonly WrkTool Tool = new("wrk");

    [Fact]
    public async Task Every_request_carries_the_run_and_is_counted()
    {
        await using var lab = await LoadLab.StartAsync();
        var run = await RunAsync(lab, $"{lab.Server.Url}ok", "-t2", "-c4", "-d1s", "-H", "X-Own: 1", "-H", "x-run-id: mine");

        Assert.Null(run.Outcome.Problem);
        Assert.True(run.Outcome.Sent > 4);
        Assert.Equal((0, 0), (run.Outcome.Failed, run.Outcome.ErrorStatuses));

        // What was on its way when the time was up was sent, and may or may not have arrived.
        Assert.InRange(lab.Server.Seen.Count, run.Outcome.Sent - 4, run.Outcome.Sent);
        Assert.All(lab.Server.Seen, seen => Assert.Equal((LoadLab.Run, "1"), (seen.Header("X-Run-Id"), seen.Header("X-Own"))));
        Assert.All(lab.Server.Seen, seen => Assert.Equal($"run_id={LoadLab.Run},agent=tester,env=test", seen.Header("baggage")));
        Assert.Equal(lab.Server.Seen.Count, lab.Server.Seen.Select(s => s.TraceId).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(["p100", "p50", "p90", "p95", "p99", "p99.9"], run.Outcome.Latency.Keys);
        Assert.Equal(("wrk", "4.1.0"), (run.Outcome.Tool, run.Outcome.Version));
    }

    [Fact]
    public async Task A_script_of_the_user_s_own_still_runs()
    {
        await using var lab = await LoadLab.StartAsync();
        var script = lab.Write("own.lua", """
            local n = 0
            function request() n = n + 1; return wrk.format("POST", "/fail?n=" .. n, { ["X-Own"] = "lua", ["Traceparent"] = "theirs" }, "body") end
            function response(status) if status ~= 503 then error("status") end end
            function done() print("own done") end
            """);
        var run = await RunAsync(lab, $"{lab.Server.Url}ok", "-t1", "-c1", "-d1s", "-s", script);

        Assert.Null(run.Outcome.Problem);
        Assert.Contains("own done", lab.Lines);
        Assert.InRange(run.Outcome.ErrorStatuses, run.Outcome.Sent - 1, run.Outcome.Sent);
        Assert.All(lab.Server.Seen, seen => Assert.Equal(("POST", "lua", "theirs", LoadLab.Run), (seen.Method, seen.Header("X-Own"), seen.Header("traceparent"), seen.Header("X-Run-Id"))));
    }

    [Fact]
    public async Task A_dead_target_is_a_problem_in_the_tool_s_words()
    {
        await using var lab = await LoadLab.StartAsync();
        var run = await RunAsync(lab, "http://127.0.0.1:1/", "-d1s");
        Assert.Contains("unable to connect", run.Outcome.Problem, StringComparison.Ordinal);
        Assert.Equal(0, run.Outcome.Sent);
    }

    [Fact]
    public async Task A_target_that_drops_every_connection_is_a_problem_though_the_tool_is_content()
    {
        await using var lab = await LoadLab.StartAsync();
        var run = await RunAsync(lab, $"{lab.Server.Url}hang", "-t1", "-c1", "-d1s");
        Assert.Equal(0, run.Outcome.ExitCode);
        Assert.StartsWith("no request was answered", run.Outcome.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_wrk2_takes_a_rate_and_it_must_have_one()
    {
        var (plain, rated) = (Tool.Probe("/usr/bin/wrk", "wrk debian/4.1.0-3 [epoll]\n  -c, --connections"), Tool.Probe("/usr/bin/wrk", Usage2));
        Assert.Equal(("wrk", "wrk2"), (plain.Name, rated.Name));
        Assert.Contains("has no -R", Tool.Command(Plan("-R100"), plain, "/tmp").Refusal, StringComparison.Ordinal);
        Assert.Contains("needs a rate", Tool.Command(Plan(), rated, "/tmp").Refusal, StringComparison.Ordinal);
        Assert.Contains("takes a URL", Tool.Command(Plan() with { Target = "a.lua" }, plain, "/tmp").Refusal, StringComparison.Ordinal);

        var command = Tool.Command(Plan("-R", "100", "-d10s", "-s", "own.lua"), rated, "/tmp");
        Assert.Equal(["-R", "100", "-d10s", "-L", "-s", "/tmp/run.lua", "http://h/"], command.Arguments);
        Assert.Contains("calibrates", Assert.Single(command.Warnings), StringComparison.Ordinal);
        Assert.Contains("leave out the waiting", Assert.Single(new WrkTool("wrk2").Command(Plan(), plain, "/tmp").Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"sent":10,"answered":8,"server_errors":3,"connect":0,"read":0,"write":0,"timeout":0,"p50":1500}""", 10, 0, 3)]
    [InlineData("""{"sent":10,"answered":8,"server_errors":0,"connect":2,"read":1,"write":0,"timeout":40}""", 12, 4, 0)]
    [InlineData("""{"sent":4,"answered":0,"server_errors":0,"connect":0,"read":0,"write":0,"timeout":4}""", 4, 4, 0)]
    public void What_was_open_at_the_end_failed_only_if_something_was_late(string json, long sent, long failed, long errors)
    {
        var reading = WrkResult.Read(Encoding.UTF8.GetBytes(json))!;
        Assert.Equal((sent, failed, errors), (reading.Sent, reading.Failed, reading.ErrorStatuses));
        Assert.Null(WrkResult.Read("[]"u8.ToArray()));
        Assert.Null(WrkResult.Read("{"u8.ToArray()));
    }

    [Fact]
    public void No_text_breaks_out_of_a_literal() =>
        Assert.Equal("""{ run_id = "a\034\092\010b", baggage = "\195\164", }""", LuaText.Table(("run_id", "a\"\\\nb"), ("baggage", "ä"), ("script", null)));

    private static LoadPlan Plan(params string[] arguments) => new(
        new RunScope(RunId.Parse("run-1")), new Uri("http://h"), "http://h/", null, arguments, new Dictionary<string, string>(), "/work", "");

    private static Task<LoadRun> RunAsync(LoadLab lab, string url, params string[] arguments)
    {
        var program = ToolSearch.Find(Tool, lab.Variables, lab.Folder.FullName);
        Assert.SkipWhen(program is null, "wrk is not installed");
        return lab.RunAsync(Tool, program!, lab.Plan(url, null, arguments));
    }
}
