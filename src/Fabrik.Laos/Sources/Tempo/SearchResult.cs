namespace Fabrik.Laos.Sources.Tempo;

/// <summary>All that searches over a stretch of time found.</summary>
/// <param name="Traces">Each once.</param>
/// <param name="Windows">Into how many windows the stretch was split at last.</param>
/// <param name="Cut">Of them, those that hold more traces than an answer may list.</param>
/// <param name="Unreadable">Traces and spans that could not be read.</param>
/// <param name="Exhausted">True when the splitting ended because it took too many searches.</param>
internal sealed record SearchResult(IReadOnlyList<FoundTrace> Traces, int Windows, int Cut, int Unreadable, bool Exhausted);
