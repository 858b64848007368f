using Fabrik.Telemetry.Model;

namespace Fabrik.Laos.Sources.Tempo;

/// <summary>A trace fetched by its id.</summary>
/// <param name="Lack">Why it is not all there: cut by the server, too large, gone; null when it is whole.</param>
internal sealed record TraceAnswer(IReadOnlyList<SpanRecord> Spans, string? Lack);
