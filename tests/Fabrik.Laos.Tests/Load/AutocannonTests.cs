using Fabrik.Laos.Load;
using Fabrik.Laos.Load.Autocannon;

namespace Fabrik.Laos.Tests.Load;

/// <summary>The real autocannon against a real server.</summary>
public sealed class AutocannonTests
{
    [Theory]
    [InlineData("--workers=0")]
    [InlineData("--workers=2")]
    public async Task Every_request_carries_the_run_and_is_counted(string workers)
    {
        await using var lab = await LoadLab.StartAsync();
        var run = await RunAsync(lab, $"{lab.Server.Url}ok?a=1", "-a", "40", "-c", "4", workers, "-H", "X-Own=1", "-H", "x-run-id=mine");

        Assert.Null(run.Outcome.Problem);
        Assert.Equal((40, 0, 0), (run.Outcome.Sent, run.Outcome.Failed, run.Outcome.ErrorStatuses));
        Assert.Equal(40, lab.Server.Seen.Count);
        Assert.All(lab.Server.Seen, seen => Assert.Equal(("/ok?a=1", LoadLab.Run, "1"), (seen.Path, seen.Header("X-Run-Id"), seen.Header("X-Own"))));
        Assert.All(lab.Server.Seen, seen => Assert.Equal($"run_id={LoadLab.Run},agent=tester,env=test", seen.Header("baggage")));
        Assert.Equal(40, lab.Server.Seen.Select(s => s.TraceId).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal("9.0.0", run.Outcome.Version);
        Assert.DoesNotContain(lab.Lines, line => line.StartsWith('{'));
    }

    [Fact]
    public async Task It_has_no_p95_and_none_is_made_up()
    {
        await using var lab = await LoadLab.StartAsync();
        var run = await RunAsync(lab, $"{lab.Server.Url}fail", "-a", "20", "-c", "2");
        Assert.Equal((20, 0, 20), (run.Outcome.Sent, run.Outcome.Failed, run.Outcome.ErrorStatuses));
        Assert.Equal(["p100", "p50", "p90", "p97.5", "p99", "p99.9"], run.Outcome.Latency.Keys);
    }

    [Fact]
    public async Task A_dead_target_is_a_problem_though_the_tool_is_content()
    {
        await using var lab = await LoadLab.StartAsync();
        var run = await RunAsync(lab, "http://127.0.0.1:1/", "-d", "1", "-c", "2");
        Assert.Equal(0, run.Outcome.ExitCode);
        Assert.StartsWith("no request was answered", run.Outcome.Problem, StringComparison.Ordinal);
        Assert.Empty(run.Outcome.Latency);
    }

    [Fact]
    public void What_it_can_t_do_is_refused()
    {
        var plan = new LoadPlan(new(Core.Scope.RunId.Parse("a")), new Uri("http://h"), "script.js", null, [], new Dictionary<string, string>(), "/", "");
        var probe = new ToolProbe("autocannon", typeof(AutocannonTests).Assembly.Location, null);
        Assert.Contains("takes a URL", new AutocannonTool().Command(plan, probe, "/tmp").Refusal, StringComparison.Ordinal);
        Assert.Contains("install it with npm", new AutocannonTool().Command(plan with { Target = "http://h/" }, probe, "/tmp").Refusal, StringComparison.Ordinal);
        Assert.Contains("--har", new AutocannonTool().Command(plan with { Target = "http://h/", Arguments = ["--har", "f"] }, probe, "/tmp").Refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "autocannon printed no result")]
    [InlineData("{\"url\":", "autocannon's result can't be read")]
    [InlineData("[1]\n{}\n", "autocannon printed no result")]
    public void What_is_no_result_is_a_problem(string output, string problem) => Assert.Equal(problem, AutocannonResult.Read(output).Problem);

    [Fact]
    public void Several_targets_add_up_and_have_no_common_quantiles()
    {
        const string Line = """{"url":"http://a/","errors":1,"5xx":2,"requests":{"sent":10},"latency":{"p50":3,"p90":5,"max":9,"totalCount":9}}""";
        Assert.Equal(3, AutocannonResult.Read(Line).Latency["p50"]);
        var two = AutocannonResult.Read($"{Line}\n{Line}\n");
        Assert.Equal((20, 2, 4), (two.Sent, two.Failed, two.ErrorStatuses));
        Assert.Empty(two.Latency);
    }

    private static Task<LoadRun> RunAsync(LoadLab lab, string url, params string[] arguments)
    {
        LoadLab.NeedNode();
        return lab.RunAsync(new AutocannonTool(), LoadLab.Autocannon, lab.Plan(url, null, arguments));
    }
}
