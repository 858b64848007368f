using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;

namespace Fabrik.Laos.Sources.Tempo;

/// <summary>How much of the spans is there. Pure.</summary>
internal static class TracesState
{
    /// <summary>
    /// How long after its end a trace may stay out of searches: 10.2 s were measured on Tempo 2.10 and 9.1 s on 3.0 (idle time and flush), beside any cutoff.
    /// </summary>
    public static readonly TimeSpan Settling = TimeSpan.FromSeconds(20);

    /// <param name="found">Spans of the request.</param>
    /// <param name="hint">Where else to look, for an absent run; null for none.</param>
    public static SignalState Of(SignalKind signal, SpanHarvest harvest, int found, EvidenceRequest request, TempoLimits limits, UnixTime now, string? hint)
    {
        var visible = request.Until.Add(limits.EndCutoff);
        if (found == 0)
        {
            if (harvest.Lacks.Count > 0) return SignalState.Partial(signal, 0, string.Join("; ", harvest.Lacks));
            var settled = visible.Add(Settling);
            return now < settled
                ? SignalState.Pending(signal, $"no span of {Who(request)} can be found yet; Tempo may take until {settled}")
                : SignalState.Absent(signal, $"no span of {Who(request)} in the window{hint}");
        }

        if (now < visible)
            return SignalState.Pending(signal, $"searches end {limits.EndCutoff.TotalSeconds:0} s before now, so the last spans of {Who(request)} show at {visible}");
        if (harvest.Lacks.Count == 0) return SignalState.Complete(signal);
        var coverage = Math.Min((double)found / (found + harvest.Missing), harvest.Searched);
        return SignalState.Partial(signal, Math.Min(coverage, 0.9999), string.Join("; ", harvest.Lacks));
    }

    public static string Who(EvidenceRequest request) => request.Scope switch
    {
        { Run: { } run, Service: { } service } => $"run {run} of {service}",
        { Run: { } run } => $"run {run}",
        { Service: { } service } => $"service {service}",
        _ => "any service",
    };
}
