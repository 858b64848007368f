using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Fleet;

namespace Fabrik.Laos.Tests.Fleet;

public sealed class FleetSummaryTests
{
    [Fact]
    public void Worst_runs_come_first_and_only_those_of_the_window()
    {
        var fleet = Of(
            Run("pass", VerdictStatus.Pass, 50), Run("unsure", VerdictStatus.Inconclusive, 50), Run("mild", VerdictStatus.Fail, 60, 1.2), Run("bad", VerdictStatus.Fail, 50, 3),
            Run("broken", VerdictStatus.Error, 50), Run("early", VerdictStatus.Fail, 9, 9), Run("late", VerdictStatus.Fail, 100, 9));

        Assert.Equal(["bad", "mild", "broken", "unsure", "pass"], fleet.Runs.Select(r => r.Run.Value));
        Assert.Equal((1, 2, 1, 1), (fleet.Total.Pass, fleet.Total.Fail, fleet.Total.Inconclusive, fleet.Total.Error));
    }

    [Fact]
    public void Agents_are_counted_and_those_that_fail_most_come_first()
    {
        var fleet = Of(Run("a", VerdictStatus.Pass, 50, agent: "amy"), Run("b", VerdictStatus.Fail, 50, 2, "bob"), Run("c", VerdictStatus.Pass, 50, agent: "bob"), Run("d", VerdictStatus.Pass, 50, agent: null));

        Assert.Equal(["bob", null, "amy"], fleet.Agents.Select(a => a.Agent));
        Assert.Equal(new FleetCounts("bob", 1, 1, 0, 0), fleet.Agents[0]);
    }

    [Fact]
    public void The_worst_violation_is_the_one_furthest_over_its_limit()
    {
        var run = Run("a", VerdictStatus.Fail, 50) with { Violations = [new("latency_ms.p95", 400, 350, "ms"), new("error_rate", 0.1, 0.01, "ratio")] };
        Assert.Equal("error_rate", run.Worst!.Metric);
        Assert.Equal("log_error_rate", (run with { Violations = [.. run.Violations, new("log_error_rate", 0.001, 0, "ratio")] }).Worst!.Metric);
    }

    private static FleetSummary Of(params FleetRun[] runs) => FleetSummary.Of(runs, UnixTime.FromNanoseconds(10), UnixTime.FromNanoseconds(100));

    private static FleetRun Run(string id, VerdictStatus verdict, long at, double excess = 0, string? agent = "amy") => new(
        RunId.Parse(id), "checkout", agent, "test", verdict, UnixTime.FromNanoseconds(at), excess > 0 ? [new FleetViolation("latency_ms.p95", 100 * excess, 100, "ms")] : []);
}
