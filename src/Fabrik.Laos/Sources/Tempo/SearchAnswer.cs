namespace Fabrik.Laos.Sources.Tempo;

/// <param name="Listed">Traces in the answer: as many as were asked for means that there may be more.</param>
/// <param name="Unreadable">Traces and spans that were listed but can't be read.</param>
internal sealed record SearchAnswer(IReadOnlyList<FoundTrace> Traces, int Listed, int Unreadable);
