using Fabrik.Core.Scope;
using Fabrik.Store.Runs;

namespace Fabrik.Store.Sqlite;

/// <summary>Keys of rows that are never removed, remembered between transactions. A rollback may take rows away, so it clears all.</summary>
internal sealed class KeyCache
{
    private const int MaxFacets = 20_000;

    public Dictionary<ProjectId, long> Projects { get; } = [];

    public Dictionary<(long Project, Facet Facet), long> Facets { get; } = [];

    public void Trim()
    {
        if (Facets.Count > MaxFacets) Facets.Clear();
    }

    public void Clear()
    {
        Projects.Clear();
        Facets.Clear();
    }
}
