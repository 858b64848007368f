using Fabrik.Core.Verdicts;
using Fabrik.Laos.Evidence;

namespace Fabrik.Laos.Judging.Rules;

/// <summary>A load test that did not load proves nothing; and what its tool saw fail, failed.</summary>
internal static class LoadRule
{
    private const string Rule = "laos.load";

    public static void Apply(LintCase lint)
    {
        if (lint.Evidence.Load is not { } load) return;
        if (load.Problem is { } problem) lint.Docket.Skip(Rule, $"the load test did not work: {problem}", "a load test that runs to its end");
        else if (load.Sent == 0) lint.Docket.Skip(Rule, $"{load.Tool} sent no request", "a load test that sends requests");

        // Whatever else went wrong: where nothing answered, that is what a person must read.
        if (load.Sent > 0 && load.Failed >= load.Sent) lint.Docket.Add(Finding(lint, Rule, $"none of {load.Sent} requests to {load.Target} got an answer", load.Sent));
        foreach (var crossed in load.Crossed) lint.Docket.Add(Finding(lint, "laos.load.threshold", $"{load.Tool}'s own threshold was crossed: {crossed}", null));

        ClientLatency(lint, load);
    }

    private static void ClientLatency(LintCase lint, LoadOutcome load)
    {
        if (lint.Population.Spans.Count == 0 || !load.Latency.TryGetValue("p50", out var client) || !double.IsFinite(client)) return;
        var server = lint.Population.Durations().Quantile(0.5);
        var (both, gap) = ($"the client's p50 is {JudgeText.Number(client)} ms, that of {lint.Population.Name} {JudgeText.Number(server)} ms", client - server);
        lint.Docket.Note(gap >= 0
            ? $"{both}: {JudgeText.Number(gap)} ms lie between them, in network and queues"
            : $"{both}: the two can't have counted the same requests");
    }

    private static Finding Finding(LintCase lint, string rule, string message, double? value) => new(
        rule, Severity.Error, message, value, null, value is null ? null : "requests", [new EvidencePointer("load", lint.Evidence.Load!.Target, lint.Evidence.Load.Tool, lint.Evidence.Provenance)]);
}
