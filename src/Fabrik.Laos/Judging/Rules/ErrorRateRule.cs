using Fabrik.Core.Verdicts;
using Fabrik.Laos.Evidence;

namespace Fabrik.Laos.Judging.Rules;

internal static class ErrorRateRule
{
    public static void Apply(LintCase lint)
    {
        if (lint.Population.Spans.LongCount(Failure.IsCallers) is > 0 and var refused) lint.Docket.Note($"{refused} of {lint.Population.Spans.Count} {lint.Population.Name} were answered 4xx; they do not count as errors");
        if (lint.Config.Thresholds.ErrorRate is not { } limit) return;
        if (lint.Population.Spans.Count == 0)
        {
            lint.Docket.Skip("laos.error_rate", "no request and no agent call was seen", "spans of requests or agent calls");
        }
        else
        {
            var measure = lint.Rate("error_rate", lint.Population.Spans.LongCount(Failure.Is), lint.Population.Spans.Count, limit, lint.Population.Name);
            lint.Docket.Add(measure, SignalKind.Traces, LintCase.Why(measure));
        }

        if (lint.Evidence.Load is { Sent: > 0 } load) AtTheClient(lint, load, limit);
    }

    /// <summary>A request that never arrived has no span: only the client can count it.</summary>
    private static void AtTheClient(LintCase lint, LoadOutcome load, double limit)
    {
        var measure = lint.Rate("client_error_rate", Math.Min(load.Failed + load.ErrorStatuses, load.Sent), load.Sent, limit, $"requests sent by {load.Tool}");
        lint.Docket.Add(measure, null, LintCase.Why(measure));
    }
}
