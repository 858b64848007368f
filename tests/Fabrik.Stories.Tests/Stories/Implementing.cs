using System.Text.Json.Nodes;
using Fabrik.Stories.Tests.Support;

namespace Fabrik.Stories.Tests.Stories;

/// <summary>Story 9: an implementer holds a run against an earlier one.</summary>
public sealed class Implementing(Shop shop)
{
    [Fact]
    public async Task Story_9_Show_me_the_delta()
    {
        var (healthy, sick) = (await shop.HealthyAsync(), await shop.SickAsync());
        using var desk = shop.NewDesk(Policy.Tight);
        var result = await desk.RunAsync("laos", "compare", sick.Run, healthy.Run, "--json");

        // One run against one is exploratory: it shows, and gates nothing.
        Assert.True(result.Code == 3, result.ToString());
        var comparison = JsonNode.Parse(result.Out)!;
        Assert.Equal("inconclusive", comparison["verdict"]!.GetValue<string>());
        Assert.False(comparison["gates"]!.GetValue<bool>());
        Assert.NotEmpty(comparison["reason"]!.GetValue<string>());

        var delta = comparison["deltas"]!.AsArray().Single(d => d!["metric"]!.GetValue<string>() == "latency_ms.p95")!;
        Assert.Equal(delta["run"]!.GetValue<double>() - delta["baseline"]!.GetValue<double>(), delta["delta"]!.GetValue<double>(), 6);

        // A hundred requests bound the median, not the 95th percentile.
        var median = comparison["deltas"]!.AsArray().Single(d => d!["metric"]!.GetValue<string>() == "latency_ms.p50")!;
        Assert.Equal(2, median["interval"]!.AsArray().Count);
        Assert.Contains("/broken", comparison.ToJsonString(), StringComparison.Ordinal);
    }
}
