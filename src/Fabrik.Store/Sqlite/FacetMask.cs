using Fabrik.Store.Runs;

namespace Fabrik.Store.Sqlite;

/// <summary>
/// A 64-bit Bloom filter of a run's facets, two bits each. Status is left out, so that a change of it does not rewrite the
/// run's other rows; so is what every run has.
/// </summary>
internal static class FacetMask
{
    public static long Of(Facet facet, long key)
    {
        if (facet.Kind is FacetKind.All or FacetKind.Status) return 0;
        var hash = (ulong)key * 0x9E37_79B9_7F4A_7C15;
        return (1L << (int)(hash >> 58)) | (1L << (int)((hash >> 52) & 63));
    }
}
