using Fabrik.Core.Time;
using Fabrik.Store.Runs;

namespace Fabrik.Store.Sqlite;

/// <summary>A run within a write transaction: its row, and what was indexed of it before.</summary>
internal sealed class RunEntry(long key, RunRecord record)
{
    public long Key => key;

    public RunRecord Record => record;

    public IReadOnlySet<Facet> IndexedFacets { get; set; } = Facet.Of(record);

    public UnixTime IndexedStart { get; set; } = record.StartedAt;

    /// <summary>Whether steps of this batch are late: the run had ended before the batch came.</summary>
    public bool Late { get; set; } = record.HasEnded;

    /// <summary>Set by whoever changes the run; an unchanged one is not written and gets no new revision.</summary>
    public bool Changed { get; set; }
}
