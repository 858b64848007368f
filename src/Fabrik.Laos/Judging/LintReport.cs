using Fabrik.Core.Verdicts;
using Fabrik.Laos.Evidence;

namespace Fabrik.Laos.Judging;

/// <summary>The judge's answer about one run or window.</summary>
public sealed record LintReport
{
    public required Verdict Verdict { get; init; }

    /// <summary>Every threshold that could be measured, kept or broken, in the config's order.</summary>
    public required IReadOnlyList<Measure> Measures { get; init; }

    public required IReadOnlyList<WorstSpan> WorstSpans { get; init; }

    public required IReadOnlyList<WorstError> WorstErrors { get; init; }

    public required IReadOnlyList<WorstRoute> WorstRoutes { get; init; }

    public required RunEvidence Evidence { get; init; }

    public required string Window { get; init; }

    public required string? Service { get; init; }
}
