namespace Fabrik.Core.Verdicts;

/// <summary>One thing a judge found, with what it saw, what was allowed and where the evidence is.</summary>
/// <param name="RuleId">Stable and dotted, e.g. <c>laos.latency_ms.p95</c>.</param>
/// <param name="Message">A sentence for people.</param>
/// <param name="Value">What was measured, in <paramref name="Unit"/>; null where the rule has no number.</param>
/// <param name="Limit">What was allowed.</param>
/// <param name="Unit">e.g. <c>ms</c>, <c>ratio</c>, <c>percent</c>; null with no number.</param>
/// <param name="Evidence">Where to look, most telling first; never empty for a failing finding.</param>
/// <param name="Location">The file position that a person would change, if one exists.</param>
public sealed record Finding(
    string RuleId,
    Severity Severity,
    string Message,
    double? Value,
    double? Limit,
    string? Unit,
    IReadOnlyList<EvidencePointer> Evidence,
    SourceLocation? Location = null);
