namespace Fabrik.Laos.Judging;

/// <summary>Spans of the run that also name another one; they are judged under neither.</summary>
/// <param name="Runs">The others, in ordinal order.</param>
public sealed record Contamination(int ForeignSpans, IReadOnlyList<string> Runs);
