using System.Text.Json.Nodes;
using Fabrik.Stories.Tests.Support;

namespace Fabrik.Stories.Tests.Stories;

/// <summary>Stories 5 to 8: a reviewer judges a run that it did not make.</summary>
public sealed class Reviewing(Shop shop)
{
    [Fact]
    public async Task Story_5_Reviewers_need_evidence_not_claims()
    {
        var sick = await shop.SickAsync();
        using var reviewer = new Desk(sick.Desk.Read(".laosrc.yaml"));
        var again = await reviewer.RunAsync("laos", "relint", "--evidence", sick.EvidenceFile, "--json");

        Assert.True(again.Code == 1, again.ToString());
        Assert.Equal(LintedRun.Outside(sick.Report), LintedRun.Outside(JsonNode.Parse(again.Out)!));
        var digest = sick.Report["evidence"]!["digest"]!.GetValue<string>();
        Assert.Equal(digest, sick.Desk.Json("reports/review-laos-lint.json")["evidence"]!.GetValue<string>());
    }

    [Fact]
    public async Task Story_6_Block_on_regressions_automatically()
    {
        var review = (await shop.SickAsync()).Desk.Json("reports/review-laos-lint.json");
        Assert.Equal(("changes_requested", "laos-lint"), (review["status"]!.GetValue<string>(), review["reviewer"]!.GetValue<string>()));
        Assert.Contains(review["issues"]!.AsArray(), issue => issue!.GetValue<string>().StartsWith("latency_ms.p95 of ", StringComparison.Ordinal));

        var approved = (await shop.HealthyAsync()).Desk.Json("reports/review-laos-lint.json");
        Assert.Equal("approved", approved["status"]!.GetValue<string>());
        Assert.Empty(approved["issues"]!.AsArray());
    }

    [Fact]
    public async Task Story_7_Trace_it_to_a_span_and_a_route()
    {
        var sick = await shop.SickAsync();
        var worst = sick.Report["worst"]!;
        var route = worst["routes"]!.AsArray().Single(r => r!["name"]!.GetValue<string>().Contains("/slow", StringComparison.Ordinal))!;
        Assert.InRange(route["p95"]!.GetValue<double>(), 100, double.MaxValue);
        Assert.Contains(worst["spans"]!.AsArray(), s => s!["name"]!.GetValue<string>().Contains("/slow", StringComparison.Ordinal));
        var span = worst["spans"]![0]!;

        // The example is a real trace of this run.
        Assert.Contains(sick.Evidence().Spans, s => s.Trace?.ToString() == route["trace_id"]!.GetValue<string>());
        var next = sick.Desk.Json("reports/review-laos-lint.json")["next"]!.AsArray().Select(n => n!.GetValue<string>());
        Assert.Contains(next, step => step.Contains(span["name"]!.GetValue<string>(), StringComparison.Ordinal) && step.Contains(span["trace_id"]!.GetValue<string>(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Story_8_Is_this_correctness_or_performance()
    {
        var sick = await shop.SickAsync();
        var error = sick.Report["worst"]!["errors"]![0]!;
        Assert.Equal(20, error["count"]!.GetValue<int>());
        Assert.InRange(LintedRun.Time(error["last_seen"]!), sick.Ended.AddMinutes(-1), sick.Ended);

        var routes = sick.Report["worst"]!["routes"]!.AsArray().ToDictionary(r => r!["name"]!.GetValue<string>(), r => r!["errors"]!.GetValue<int>());
        Assert.Equal(20, routes.Single(r => r.Key.Contains("/broken", StringComparison.Ordinal)).Value);
        Assert.Equal(0, routes.Single(r => r.Key.Contains("/slow", StringComparison.Ordinal)).Value);
    }
}
