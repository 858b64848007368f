using System.Text.Json.Nodes;
using Fabrik.Core.Verdicts;
using Fabrik.Stories.Tests.Support;

namespace Fabrik.Stories.Tests.Acceptance;

/// <summary>laos.md §7 end to end with k6, Tempo, Loki, Sentry and a profile's presence.</summary>
public sealed class OverTheStack
{
    [Fact]
    public async Task A_run_that_holds_its_limits_passes_only_when_every_signal_is_complete_profiles_too()
    {
        await using var stack = await Stack.StartAsync();
        using var desk = stack.Desk(Policy.Generous);
        stack.Pyroscope.Add(new Dictionary<string, string> { ["service_name"] = "checkout", ["run_id"] = "profiled-1" }, DateTimeOffset.UtcNow.AddSeconds(1), new Dictionary<string, long> { ["main;total"] = 70, ["main;wait"] = 30 });
        var run = await desk.LoadAsync(Script.Healthy(stack.Service.Url), "--run", "profiled-1");

        Assert.True(run.Result.Code == 0, run.ToString());
        Assert.All((SignalKind[])[SignalKind.Traces, SignalKind.Errors, SignalKind.Logs, SignalKind.Profiles], signal => Assert.Equal("complete", run.State(signal)));
        Assert.InRange(run.Waited, TimeSpan.Zero, TimeSpan.FromSeconds(60));
        Assert.Equal(160, run.Evidence().Spans.Select(s => s.Trace).Distinct().Count());
        Assert.All((string[])["TraceQL", "LogQL"], language => Assert.Contains(run.Report["hints"]!.AsArray(), h => h!["language"]?.GetValue<string>() == language));
    }

    [Fact]
    public async Task A_run_that_breaks_a_limit_lists_its_offenders_and_without_profiles_that_is_said()
    {
        await using var stack = await Stack.StartAsync();
        using var desk = stack.Desk(Policy.Tight);
        var run = await desk.LoadAsync(Script.Sick(stack.Service.Url));

        Assert.True(run.Result.Code == 1, run.ToString());
        Assert.Contains(run.Violations, v => v["metric"]!.GetValue<string>() == "latency_ms.p95");
        Assert.Contains(run.Report["worst"]!["routes"]!.AsArray(), r => r!["name"]!.GetValue<string>().Contains("/slow", StringComparison.Ordinal));
        var error = run.Report["worst"]!["errors"]![0]!;
        Assert.Equal(("card declined", 20), (error["title"]!.GetValue<string>(), error["count"]!.GetValue<int>()));
        Assert.Equal("pending", run.State(SignalKind.Profiles));
        Assert.NotEmpty(run.Why("laos.signal.profiles"));

        // And a question needs no run of a test.
        foreach (var signal in (string[])["errors", "logs"])
        {
            var answer = await desk.RunAsync("laos", "query", signal, "--run", run.Run, "-q", "declined", "--json");
            Assert.True(answer.Code == 0, answer.ToString());
            Assert.Equal(20, JsonNode.Parse(answer.Out)!["count"]!.GetValue<int>());
        }

        var traces = await desk.RunAsync("laos", "query", "traces", "--run", run.Run, "--json");
        Assert.True(traces.Code == 0, traces.ToString());
        Assert.Equal(1, (await desk.RunAsync("laos", "query", "errors", "--run", run.Run, "-q", "no such error")).Code);
    }
}
