using System.Text.Json.Nodes;
using Fabrik.Cli.Tests.Support;
using Fabrik.Core.Verdicts;
using Fabrik.Stories.Tests.Support;

namespace Fabrik.Stories.Tests.Stories;

/// <summary>Stories 1, 2 and 4: a developer or an agent looks at a run of its own.</summary>
public sealed class DebuggingARun(Shop shop)
{
    [Fact]
    public async Task Story_1_It_failed_for_me_show_me_the_error()
    {
        var sick = await shop.SickAsync();
        using var desk = shop.NewDesk(Policy.Tight);

        var line = await AskAsync(desk, 0, "logs", "--run", sick.Run, "-q", "card declined");
        Assert.Equal((true, 20), (line["found"]!.GetValue<bool>(), line["count"]!.GetValue<int>()));
        Assert.InRange(LintedRun.Time(line["last_seen"]!), sick.Ended.AddMinutes(-1), sick.Ended);

        var errors = await AskAsync(desk, 0, "errors", "--run", sick.Run);
        Assert.Equal(20, errors["count"]!.GetValue<int>());
        Assert.Contains("/broken", errors["top_span"]!.GetValue<string>(), StringComparison.Ordinal);

        // The same error of somebody else's run is not mine.
        var mine = await AskAsync(desk, 1, "errors", "--run", (await shop.HealthyAsync()).Run);
        Assert.Equal((false, 0), (mine["found"]!.GetValue<bool>(), mine["count"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Story_2_I_work_on_performance_show_me_the_impact()
    {
        var healthy = await shop.HealthyAsync();
        Assert.True(healthy.Result.Code == 0, healthy.ToString());
        Assert.Equal("pass", healthy.Verdict);
        Assert.Equal(
            ["client_error_rate", "db_time_ms.p95", "error_rate", "latency_ms.p50", "latency_ms.p95", "log_error_rate"],
            healthy.Report["evaluated"]!.AsArray().Select(m => m!["metric"]!.GetValue<string>()).Order(StringComparer.Ordinal));
        Assert.Empty(healthy.Report["not_evaluated"]!.AsArray());
        Assert.All((SignalKind[])[SignalKind.Traces, SignalKind.Errors, SignalKind.Logs], signal => Assert.Equal("complete", healthy.State(signal)));

        var sick = await shop.SickAsync();
        Assert.True(sick.Result.Code == 1, sick.ToString());
        Assert.Superset(
            new HashSet<string> { "latency_ms.p95", "error_rate", "log_error_rate" },
            sick.Violations.Select(v => v["metric"]!.GetValue<string>()).ToHashSet(StringComparer.Ordinal));
        Assert.NotEmpty(sick.Report["worst"]!["spans"]!.AsArray());
    }

    [Fact]
    public async Task Story_4_Give_me_the_evidence_not_a_log_dump()
    {
        var sick = await shop.SickAsync();
        var worst = sick.Report["worst"]!;
        Assert.All((string[])["spans", "errors", "routes"], what => Assert.InRange(worst[what]!.AsArray().Count, 1, 3));
        Assert.InRange(sick.Result.Out.Length, 1, 16 * 1024);
        Assert.Contains(sick.Report["hints"]!.AsArray(), hint => hint!["query"]!.GetValue<string>().Contains(sick.Run, StringComparison.Ordinal));
        Assert.Equal(sick.Desk.Read("reports/lint.json"), sick.Result.Out);
    }

    private static async Task<JsonNode> AskAsync(Desk desk, int code, params string[] question)
    {
        CliResult result = await desk.RunAsync(["laos", "query", .. question, "--json"]);
        Assert.True(result.Code == code, result.ToString());
        return JsonNode.Parse(result.Out)!;
    }
}
