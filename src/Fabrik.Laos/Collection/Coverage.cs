using System.Globalization;
using Fabrik.Core.Runs;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Evidence;

namespace Fabrik.Laos.Collection;

/// <summary>Requests that were sent against requests that left a span. Pure.</summary>
public static class Coverage
{
    // A trace cut off by the end of the load may lack its span without anything being wrong.
    private const double Enough = 0.999;

    /// <summary>The state of the traces once the load tool's own count is known.</summary>
    public static SignalState Of(SignalState traces, LoadOutcome? load, IReadOnlyList<SpanSample> spans)
    {
        if (load is null || traces.Completeness is not (SignalCompleteness.Complete or SignalCompleteness.Pending)) return traces;
        var answered = load.Sent - load.Failed;
        if (answered <= 0) return traces;

        // By trace: a request that crosses services leaves several server spans.
        var seen = spans.Where(s => s.SpanKind == SpanKind.Server && s.Trace is not null).Select(s => s.Trace).Distinct().Count();
        if (seen == 0) return traces;
        var coverage = (double)seen / answered;
        return coverage >= Enough
            ? traces
            : SignalState.Partial(
                SignalKind.Traces,
                coverage,
                string.Create(CultureInfo.InvariantCulture, $"{seen:N0} of {answered:N0} answered requests left a span ({coverage:P1}): spans are sampled or were lost"));
    }
}
