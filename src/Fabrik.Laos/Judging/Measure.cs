using Fabrik.Core.Verdicts;

namespace Fabrik.Laos.Judging;

/// <summary>One number that was asked for and what came out.</summary>
/// <param name="Metric">As in the config, e.g. <c>latency_ms.p95</c>.</param>
/// <param name="Unit"><c>ms</c>, <c>ratio</c> or <c>percent</c>.</param>
/// <param name="Low">Bound that the true value exceeds with 95 % confidence; null where this n has none.</param>
/// <param name="High">Bound that it stays below with 95 % confidence; null likewise.</param>
/// <param name="N">Observations behind the number.</param>
/// <param name="Of">What was observed, e.g. <c>requests served</c>.</param>
/// <param name="NeedsN">For an undecided one: how many observations would decide it if the rest stayed as it is; null when none would.</param>
/// <param name="Severity">What a broken limit weighs; only <see cref="Severity.Error"/> fails.</param>
public sealed record Measure(
    string Metric,
    double Value,
    double Limit,
    string Unit,
    double? Low,
    double? High,
    long N,
    string Of,
    MeasureState State,
    long? NeedsN = null,
    Severity Severity = Severity.Error)
{
    /// <summary>The rule's id in verdicts.</summary>
    public string Rule => "laos." + Metric;
}
