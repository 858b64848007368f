using Fabrik.Core.Scope;
using Fabrik.Core.Text;
using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Fleet;
using Fabrik.Stories.Tests.Support;

namespace Fabrik.Stories.Tests.Stories;

/// <summary>Stories 10 to 12: an operator looks after many agents. Story 3 is <see cref="ParallelAgents"/>.</summary>
public sealed class Operating(Shop shop)
{
    [Fact]
    public async Task Story_10_Fleet_health_at_a_glance()
    {
        LintedRun[] runs = [await shop.HealthyAsync(), await shop.SickAsync()];
        var now = UnixTime.Now(TimeProvider.System);
        var fleet = FleetSummary.Of(runs.Select(Judged), now.Before(TimeSpan.FromHours(1)), now);

        Assert.Equal((1, 1, 2), (fleet.Total.Pass, fleet.Total.Fail, fleet.Total.Runs));
        Assert.Equal([runs[1].Run, runs[0].Run], fleet.Runs.Select(r => r.Run.Value));
        Assert.NotNull(fleet.Runs[0].Worst);
        Assert.Equal("ralph-1", Assert.Single(fleet.Agents).Agent);
    }

    [Fact]
    public async Task Story_11_Backpressure_is_automatic()
    {
        var sick = await shop.SickAsync();
        using var desk = shop.NewDesk(Policy.Tight, more: "gate: { mode: human }");
        Assert.Equal(1, (await desk.RunAsync("laos", "lint", "--run", sick.Run)).Code);
        var gate = desk.Json("reports/human-gate.json");
        Assert.Equal("blocked", gate["status"]!.GetValue<string>());
        Assert.Contains(sick.Run, gate["reason"]!.GetValue<string>(), StringComparison.Ordinal);

        // A gate that stands is nobody's to overwrite.
        desk.File("reports/human-gate.json", "{\"v\":1,\"status\":\"blocked\",\"reason\":\"mine\"}");
        Assert.Equal(1, (await desk.RunAsync("laos", "lint", "--run", sick.Run)).Code);
        Assert.Equal("mine", desk.Json("reports/human-gate.json")["reason"]!.GetValue<string>());

        desk.Configure(Policy.Of(shop.Service.Url, Policy.Tight, more: "gate: { mode: todo }"));
        desk.File("reports/review-todo.json", "{\"v\":1,\"tasks\":[{\"id\":\"mine\",\"do\":\"a\",\"verify\":\"b\"}]}");
        Assert.Equal(1, (await desk.RunAsync("laos", "lint", "--run", sick.Run)).Code);
        var tasks = desk.Json("reports/review-todo.json")["tasks"]!.AsArray();
        Assert.Equal("mine", tasks[0]!["id"]!.GetValue<string>());
        Assert.Contains(tasks, t => t!["id"]!.GetValue<string>() == "review-laos-lint-latency_ms.p95");
        Assert.All(tasks, t => Assert.NotEmpty(t!["verify"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Story_12_Reproducible_runs()
    {
        var healthy = await shop.HealthyAsync();
        var (report, load) = (healthy.Report, healthy.Report["load"]!);
        Assert.Matches("^ralph-1-[0-9]{8}T[0-9]{6}Z-[0-9a-f]{8}$", healthy.Run);
        Assert.Equal(
            ("ralph-1", "checkout", "test"),
            (report["agent"]!.GetValue<string>(), report["service"]!.GetValue<string>(), report["env"]!.GetValue<string>()));
        Assert.Equal("k6", load["tool"]!.GetValue<string>());
        Assert.All((string[])["version", "fingerprint", "target"], key => Assert.NotEmpty(load[key]!.GetValue<string>()));
        Assert.NotEmpty(report["versions"]!["fabrik"]!.GetValue<string>());
        Assert.False(report["evidence"]!["synthetic"]!.GetValue<bool>());

        using var later = new Desk(healthy.Desk.Read(".laosrc.yaml"));
        Assert.Equal(0, (await later.RunAsync("laos", "relint", "--evidence", healthy.EvidenceFile)).Code);
        Assert.Equal(LintedRun.Outside(report), LintedRun.Outside(later.Json("reports/lint.json")));
    }

    private static FleetRun Judged(LintedRun run) => new(
        RunId.Parse(run.Run),
        run.Report["service"]!.GetValue<string>(),
        run.Report["agent"]!.GetValue<string>(),
        run.Report["env"]!.GetValue<string>(),
        WireName.Parse<VerdictStatus>(run.Verdict),
        UnixTime.From(LintedRun.Time(run.Report["load"]!["started_at"]!)),
        [.. run.Violations.Select(v => new FleetViolation(v["metric"]!.GetValue<string>(), v["value"]!.GetValue<double>(), v["limit"]!.GetValue<double>(), v["unit"]!.GetValue<string>()))]);
}
