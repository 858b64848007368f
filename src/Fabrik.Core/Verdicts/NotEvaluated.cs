namespace Fabrik.Core.Verdicts;

/// <summary>A rule that was asked for and could not be judged.</summary>
/// <param name="Needed">What would let it be judged, e.g. <c>spans of run r1</c> or <c>n ≥ 59</c>; null when unknown.</param>
public sealed record NotEvaluated(string RuleId, string Reason, string? Needed = null);
