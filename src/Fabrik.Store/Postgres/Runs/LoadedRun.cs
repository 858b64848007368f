using Fabrik.Core.Runs;
using Fabrik.Core.Time;
using Fabrik.Store.Runs;

namespace Fabrik.Store.Postgres.Runs;

/// <summary>A run while its tenant is locked: what it is, and what it was when it was read.</summary>
internal sealed class LoadedRun
{
    private readonly RunFacts _facts;
    private readonly RunEnd? _end;
    private readonly bool _listed;
    private bool _changed;
    private int _batch = -1;

    /// <param name="stored">False for a run that this transaction makes.</param>
    public LoadedRun(RunRecord record, RunPlace place, bool stored)
    {
        (Record, Place) = (record, place);
        (_facts, _end, _listed, _changed) = (record.Facts, record.End, record.Listed, !stored);
        (FacetsBefore, StartedBefore) = stored ? (Facet.Of(record), record.StartedAt) : ([], UnixTime.Zero);
    }

    public RunRecord Record { get; }

    public RunPlace Place { get; }

    public HashSet<Facet> FacetsBefore { get; }

    public UnixTime StartedBefore { get; }

    /// <summary>True when nothing of it is left: its row goes.</summary>
    public bool Removed { get; set; }

    /// <summary>Whether steps of this batch are late: the run had ended before the batch came.</summary>
    public bool Late { get; set; }

    public bool Changed => _changed || !ReferenceEquals(_facts, Record.Facts) || _end != Record.End || _listed != Record.Listed;

    /// <summary>To be called before a batch changes the run.</summary>
    public LoadedRun Enter(int batch)
    {
        if (_batch == batch) return this;
        (_batch, Late) = (batch, Record.HasEnded);
        return this;
    }

    /// <summary>Steps came, went or were declared.</summary>
    public void Touch() => _changed = true;
}
