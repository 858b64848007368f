using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Config;
using Fabrik.Laos.Evidence;

namespace Fabrik.Laos.Judging;

/// <summary>The judge's answer about one run or window.</summary>
public sealed record LintReport
{
    public required Verdict Verdict { get; init; }

    /// <summary>What the config makes of an inconclusive verdict.</summary>
    public required InconclusiveAs Inconclusive { get; init; }

    /// <summary>Every threshold that could be measured: kept, broken or undecided, in the config's order.</summary>
    public required IReadOnlyList<Measure> Measures { get; init; }

    public required IReadOnlyList<WorstSpan> WorstSpans { get; init; }

    public required IReadOnlyList<WorstError> WorstErrors { get; init; }

    public required IReadOnlyList<WorstRoute> WorstRoutes { get; init; }

    public required IReadOnlyList<FunctionCost> WorstFunctions { get; init; }

    /// <summary>The five signals of laos.md, each as it came and as it was asked for.</summary>
    public required IReadOnlyList<JudgedSignal> Signals { get; init; }

    public required Contamination Contamination { get; init; }

    /// <summary>What a reader should know beside the verdict, a sentence each.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    public required RunEvidence Evidence { get; init; }

    public required string Window { get; init; }

    public required string? Service { get; init; }

    public required string? Agent { get; init; }

    public required string? Env { get; init; }

    /// <summary>Of the evidence file, <c>sha256:…</c>; null where none was made.</summary>
    public string? EvidenceDigest { get; init; }

    /// <summary>When it was judged: the one thing that a second judgement of the same evidence may say otherwise.</summary>
    public UnixTime? CreatedAt { get; init; }

    /// <summary>The <c>status</c> of laos.md §4.5: what a gate that knows only pass and fail goes by.</summary>
    public bool Passes => Verdict.Status switch
    {
        VerdictStatus.Pass => true,
        VerdictStatus.Fail => false,
        _ => Inconclusive == InconclusiveAs.Warn,
    };
}
