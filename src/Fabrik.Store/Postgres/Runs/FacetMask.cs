using Fabrik.Store.Runs;

namespace Fabrik.Store.Postgres.Runs;

/// <summary>
/// A Bloom filter of 128 bits, four a facet: a run whose mask lacks a facet's bits lacks the facet. With the dozen facets of
/// a usual run, about one other in fifty passes and must be looked up. Status is left out, so that a change of it does not
/// rewrite the run's other rows; so is what every run has.
/// </summary>
internal readonly record struct FacetMask(long Low, long High)
{
    public static FacetMask Of(IEnumerable<Facet> facets)
    {
        var (low, high) = (0L, 0L);
        foreach (var facet in facets)
        {
            if (facet.Kind is FacetKind.All or FacetKind.Status) continue;
            var hash = Hash(facet);
            low |= Bit(hash) | Bit(hash >> 6);
            high |= Bit(hash >> 12) | Bit(hash >> 18);
        }

        return new FacetMask(low, high);
    }

    private static long Bit(ulong number) => 1L << (int)(number & 63);

    // FNV-1a with a last mixing, as its low bits alone are poor: the same in every process, because the masks are stored.
    private static ulong Hash(Facet facet)
    {
        unchecked
        {
            var hash = (14695981039346656037UL ^ (ulong)facet.Kind) * 1099511628211UL;
            foreach (var c in facet.Value) hash = (hash ^ c) * 1099511628211UL;
            hash = (hash ^ (hash >> 32)) * 0x9E37_79B9_7F4A_7C15UL;
            return hash ^ (hash >> 29);
        }
    }
}
