using Fabrik.Core.Runs;
using Fabrik.Telemetry.Model;

namespace Fabrik.Telemetry.Mapping;

/// <summary>A span with the step it became and what it says about its run.</summary>
/// <param name="Pauses">True when the step waits for a person.</param>
internal sealed record MappedSpan(SpanRecord Span, Step Step, RunNames Names, RunClues Clues, bool Pauses);
