using Fabrik.Core.Verdicts;

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
            return;
        }

        var measure = lint.Rate("error_rate", lint.Population.Spans.LongCount(Failure.Is), lint.Population.Spans.Count, limit, lint.Population.Name);
        lint.Docket.Add(measure, SignalKind.Traces, LintCase.Why(measure));
    }
}
