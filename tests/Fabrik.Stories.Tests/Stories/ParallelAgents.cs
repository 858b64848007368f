using Fabrik.Stories.Tests.Support;

namespace Fabrik.Stories.Tests.Stories;

/// <summary>Story 3: two agents load two instances of one service at once, and both report to one store.</summary>
public sealed class ParallelAgents(Shop shop)
{
    [Fact]
    public async Task Story_3_Multiple_agents_run_and_results_do_not_mix()
    {
        using var other = await shop.Server.StartServiceAsync();
        using var mine = new Desk(Policy.Of(shop.Service.Url, Policy.Generous), shop.Server.Data);
        using var theirs = new Desk(Policy.Of(other.Url, Policy.Tight), shop.Server.Data);
        var runs = await Task.WhenAll(mine.LoadAsync(Script.Healthy(shop.Service.Url)), theirs.LoadAsync(Script.Sick(other.Url)));

        Assert.True(runs is [{ Verdict: "pass" }, { Verdict: "fail" }], string.Join('\n', (object[])runs));
        var evidence = runs.Select(r => r.Evidence()).ToArray();
        Assert.Empty(evidence[0].Spans.Select(s => s.Trace).Intersect(evidence[1].Spans.Select(s => s.Trace)));
        Assert.DoesNotContain(evidence[0].Spans, s => s.Name.Contains("/slow", StringComparison.Ordinal) || s.Name.Contains("/broken", StringComparison.Ordinal));
        Assert.DoesNotContain(evidence[1].Spans, s => s.Name.Contains("/fast", StringComparison.Ordinal));
        foreach (var run in runs)
        {
            Assert.Equal(0, run.Report["contamination"]!["foreign_spans"]!.GetValue<int>());

            // Judged alone, far from the other and from any backend, the same evidence gives the same report.
            using var alone = new Desk(run.Desk.Read(".laosrc.yaml"));
            var again = await alone.RunAsync("laos", "relint", "--evidence", run.EvidenceFile);
            Assert.Equal(run.Result.Code, again.Code);
            Assert.Equal(LintedRun.Outside(run.Report), LintedRun.Outside(alone.Json("reports/lint.json")));
        }
    }
}
