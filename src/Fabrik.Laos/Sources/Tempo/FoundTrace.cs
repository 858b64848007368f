using Fabrik.Core.Scope;
using Fabrik.Telemetry.Model;

namespace Fabrik.Laos.Sources.Tempo;

/// <summary>One trace of a search's answer.</summary>
/// <param name="Matched">Spans that matched; more than are listed where the answer was cut.</param>
/// <param name="Held">Spans of any kind that Tempo holds of the trace; null where the server does not tell.</param>
/// <param name="Spans">In the order of the answer; attributes of span and resource stand in one list, as searches give them.</param>
internal sealed record FoundTrace(TraceId Trace, string? RootService, long Matched, long? Held, IReadOnlyList<SpanRecord> Spans)
{
    /// <summary>The same trace, found through another window too.</summary>
    public FoundTrace With(FoundTrace other) => this with
    {
        Matched = Math.Max(Matched, other.Matched),
        Held = Held is { } a && other.Held is { } b ? Math.Max(a, b) : Held ?? other.Held,
        Spans = [.. Spans.UnionBy(other.Spans, s => s.SpanId)],
    };
}
