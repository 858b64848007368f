namespace Fabrik.Core.Verdicts;

/// <summary>
/// A judge's whole answer. Its status follows from its parts, so it can't claim a pass over missing evidence:
/// a failing finding fails; else anything not evaluated, or nothing evaluated at all, is inconclusive.
/// </summary>
public sealed record Verdict
{
    private Verdict(VerdictStatus status, string summary) => (Status, Summary) = (status, summary);

    public VerdictStatus Status { get; }

    /// <summary>One sentence: what was concluded and why.</summary>
    public string Summary { get; }

    public IReadOnlyList<Finding> Findings { get; private init; } = [];

    /// <summary>The ids of the rules that were judged, in ordinal order.</summary>
    public IReadOnlyList<string> Evaluated { get; private init; } = [];

    public IReadOnlyList<NotEvaluated> NotEvaluated { get; private init; } = [];

    /// <summary>What judged: tool, rules and data versions by name.</summary>
    public IReadOnlyDictionary<string, string> Versions { get; private init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Null when nothing random took part.</summary>
    public ulong? Seed { get; private init; }

    public static Verdict From(
        IReadOnlyList<Finding> findings,
        IReadOnlyCollection<string> evaluated,
        IReadOnlyList<NotEvaluated> notEvaluated,
        IReadOnlyDictionary<string, string> versions,
        ulong? seed = null)
    {
        var failing = findings.Count(f => f.Severity == Severity.Error);
        var (status, summary) = (failing, notEvaluated.Count, evaluated.Count) switch
        {
            ( > 0, _, _) => (VerdictStatus.Fail, Plural(failing, "finding fails", "findings fail") + " the gate"),
            (_, > 0, _) => (VerdictStatus.Inconclusive, Plural(notEvaluated.Count, "rule", "rules") + " could not be judged: " + notEvaluated[0].Reason),
            (_, _, 0) => (VerdictStatus.Inconclusive, "nothing was judged"),
            _ => (VerdictStatus.Pass, Plural(evaluated.Count, "rule holds", "rules hold")),
        };
        return new Verdict(status, summary)
        {
            Findings = findings,
            Evaluated = [.. evaluated.Order(StringComparer.Ordinal)],
            NotEvaluated = notEvaluated,
            Versions = versions,
            Seed = seed,
        };
    }

    /// <summary>The judge itself could not run.</summary>
    public static Verdict Error(string summary, IReadOnlyDictionary<string, string> versions) => new(VerdictStatus.Error, summary) { Versions = versions };

    private static string Plural(int n, string one, string many) => n == 1 ? $"1 {one}" : $"{n} {many}";
}
