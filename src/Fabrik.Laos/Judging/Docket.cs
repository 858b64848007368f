using Fabrik.Core.Verdicts;

namespace Fabrik.Laos.Judging;

/// <summary>What has been measured so far, and what could not be.</summary>
internal sealed class Docket
{
    private readonly List<Measure> _measures = [];
    private readonly List<NotEvaluated> _skipped = [];

    public IReadOnlyList<Measure> Measures => _measures;

    public IReadOnlyList<NotEvaluated> Skipped => _skipped;

    public IEnumerable<Measure> Broken => _measures.Where(m => !m.Holds);

    public void Add(Measure measure) => _measures.Add(measure);

    public void Skip(string rule, string reason, string? needed) => _skipped.Add(new NotEvaluated(rule, reason, needed));
}
