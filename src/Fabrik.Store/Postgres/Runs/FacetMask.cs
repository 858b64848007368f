using Fabrik.Store.Runs;

namespace Fabrik.Store.Postgres.Runs;

/// <summary>
/// A Bloom filter of 64 bits, two a facet: a run whose mask lacks a facet's bits lacks the facet. With the dozen facets of
/// a usual run, one in ten others passes and must be looked up. Status is left out, so that a change of it does not rewrite
/// the run's other rows; so is what every run has.
/// </summary>
internal static class FacetMask
{
    public static long Of(IEnumerable<Facet> facets)
    {
        var mask = 0UL;
        foreach (var facet in facets)
        {
            if (facet.Kind is not (FacetKind.All or FacetKind.Status)) mask |= Bits(facet);
        }

        return unchecked((long)mask);
    }

    // FNV-1a: the same on every machine and in every version, as the masks are stored.
    private static ulong Bits(Facet facet)
    {
        var hash = 14695981039346656037UL;
        hash = unchecked((hash ^ (ulong)facet.Kind) * 1099511628211UL);
        foreach (var c in facet.Value) hash = unchecked((hash ^ c) * 1099511628211UL);
        return (1UL << (int)((hash >> 40) & 63)) | (1UL << (int)((hash >> 52) & 63));
    }
}
