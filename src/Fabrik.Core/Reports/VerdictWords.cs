using System.Globalization;
using Fabrik.Core.Verdicts;

namespace Fabrik.Core.Reports;

/// <summary>The signs and phrases that all reports for people share.</summary>
internal static class VerdictWords
{
    public static string Sign(VerdictStatus status) => status switch
    {
        VerdictStatus.Pass => "✓",
        VerdictStatus.Fail => "✕",
        VerdictStatus.Inconclusive => "?",
        _ => "!",
    };

    public static string Sign(Severity severity) => severity switch
    {
        Severity.Error => "✕",
        Severity.Warning => "▲",
        _ => "·",
    };

    /// <summary>Worst first; equal severities in the judge's order.</summary>
    public static IEnumerable<Finding> WorstFirst(IEnumerable<Finding> findings) => findings.OrderByDescending(f => f.Severity);

    /// <summary>The rules that were judged and that no failing finding names, in ordinal order.</summary>
    public static IEnumerable<string> Holding(Verdict verdict)
    {
        var failing = verdict.Findings.Where(f => f.Severity == Severity.Error).Select(f => f.RuleId).ToHashSet(StringComparer.Ordinal);
        return verdict.Evaluated.Where(rule => !failing.Contains(rule));
    }

    /// <summary>Reason and what is needed, as one sentence.</summary>
    public static string Why(NotEvaluated rule) => rule.Needed is { } needed ? $"{rule.Reason}; needed: {needed}" : rule.Reason;

    public static string Completeness(SignalState signal) => signal.Coverage is { } coverage
        ? string.Create(CultureInfo.InvariantCulture, $"partial, {100 * coverage:0.#} %")
        : Text.WireName.Of(signal.Completeness);

    /// <summary>The report's facts, then what judged: versions by name, and the seed.</summary>
    public static IEnumerable<ReportFact> Facts(VerdictReport report)
    {
        foreach (var fact in report.Facts) yield return fact;
        foreach (var (name, version) in report.Verdict.Versions.OrderBy(p => p.Key, StringComparer.Ordinal)) yield return new ReportFact($"{name} version", version);
        if (report.Verdict.Seed is { } seed) yield return new ReportFact("seed", seed.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>How a person would name a piece of evidence.</summary>
    public static string Name(EvidencePointer evidence) =>
        (evidence.Label is { } label ? $"{evidence.Kind} {label} ({evidence.Reference})" : $"{evidence.Kind} {evidence.Reference}")
        + (evidence.Provenance.Synthetic ? " [synthetic]" : "");
}
