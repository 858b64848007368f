using Fabrik.Core.Verdicts;

namespace Fabrik.Laos.Judging;

/// <summary>What has been measured so far, what was found beside the limits, and what could not be judged.</summary>
internal sealed class Docket
{
    private readonly List<Measure> _measures = [];
    private readonly List<Finding> _findings = [];
    private readonly List<NotEvaluated> _skipped = [];
    private readonly List<string> _notes = [];
    private readonly HashSet<SignalKind> _used = [];

    public IReadOnlyList<Measure> Measures => _measures;

    /// <summary>Failures of rules that have no limit.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    public IReadOnlyList<NotEvaluated> Skipped => _skipped;

    /// <summary>Every rule that was decided.</summary>
    public IReadOnlyList<string> Evaluated =>
        [.. _measures.Where(m => m.State != MeasureState.Undecided).Select(m => m.Rule), .. _findings.Select(f => f.RuleId).Distinct(StringComparer.Ordinal)];

    public IReadOnlyList<string> Notes => _notes;

    /// <summary>The signals that measures were taken from: what is missing of them is missing of the verdict.</summary>
    public IReadOnlySet<SignalKind> Used => _used;

    /// <param name="from">Null for what the load tool says.</param>
    /// <param name="why">For an undecided one: what keeps it from being decided.</param>
    public void Add(Measure measure, SignalKind? from, string? why = null)
    {
        _measures.Add(measure);
        if (from is { } signal) _used.Add(signal);
        if (measure.State == MeasureState.Undecided) Skip(measure.Rule, why ?? "the numbers do not decide", JudgeText.Needed(measure));
    }

    public void Add(Finding finding) => _findings.Add(finding);

    public void Skip(string rule, string reason, string? needed) => _skipped.Add(new NotEvaluated(rule, reason, needed));

    public void Note(string sentence) => _notes.Add(sentence);
}
