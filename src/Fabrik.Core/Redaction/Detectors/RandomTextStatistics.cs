namespace Fabrik.Core.Redaction.Detectors;

/// <summary>What <see cref="RandomText"/> counts over the parts of a run that are neither words nor numbers nor hex.</summary>
internal struct RandomTextStatistics
{
    private int _upper;
    private int _lower;
    private int _digits;
    private int _changes;
    private int _pairs;

    public int Length { get; private set; }

    /// <param name="counts">How often each ASCII character came, over all parts.</param>
    public void Add(ReadOnlySpan<byte> part, Span<byte> counts)
    {
        for (var i = 0; i < part.Length; i++)
        {
            var c = part[i];
            if (counts[c] < byte.MaxValue) counts[c]++;
            if (Bytes.IsUpper(c)) _upper++;
            else if (Bytes.IsLower(c)) _lower++;
            else _digits++;
            if (i > 0 && IsChange(part[i - 1], c)) _changes++;
        }

        Length += part.Length;
        _pairs += Math.Max(0, part.Length - 1);
    }

    public readonly bool IsRandom(ReadOnlySpan<byte> counts, int minMixed, int minTwoClasses, double minChanges, double minShannon)
    {
        var mixed = _upper > 0 && _lower > 0 && _digits > 1;
        var two = _digits > 3 && _upper + _lower > 3;
        if (!(mixed && Length >= minMixed) && !(two && Length >= minTwoClasses)) return false;
        return _changes >= minChanges * _pairs && Shannon(counts) >= minShannon;
    }

    private static bool IsChange(byte before, byte c)
    {
        if (Bytes.IsDigit(before) != Bytes.IsDigit(c)) return true;
        return Bytes.IsLower(before) && Bytes.IsUpper(c);
    }

    private readonly double Shannon(ReadOnlySpan<byte> counts)
    {
        var bits = 0.0;
        foreach (var count in counts)
        {
            if (count == 0) continue;
            var share = (double)count / Length;
            bits -= share * Math.Log2(share);
        }

        return bits;
    }
}
