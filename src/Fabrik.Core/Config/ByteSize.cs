using System.Globalization;

namespace Fabrik.Core.Config;

/// <summary>A number of bytes, written <c>64MiB</c>, <c>1.5 GB</c> or <c>512</c>: KiB, MiB, GiB are powers of 1024, kB, MB, GB of 1000.</summary>
public readonly record struct ByteSize(long Bytes)
{
    internal const string Pattern = "[0-9]+(\\.[0-9]+)? ?(B|[kK]B|MB|GB|KiB|MiB|GiB)?";

    public static bool TryParse(string text, out ByteSize size)
    {
        size = default;
        var digits = text.AsSpan().IndexOfAnyExcept("0123456789.");
        var number = digits < 0 ? text : text.AsSpan(0, digits);
        var unit = digits < 0 ? [] : text.AsSpan(digits).TrimStart(' ');
        long factor = unit switch
        {
            "" or "B" => 1,
            "kB" or "KB" => 1000,
            "MB" => 1_000_000,
            "GB" => 1_000_000_000,
            "KiB" => 1L << 10,
            "MiB" => 1L << 20,
            "GiB" => 1L << 30,
            _ => 0,
        };
        if (factor == 0 || number.IsEmpty || !char.IsAsciiDigit(number[0]) || !char.IsAsciiDigit(number[^1])
            || !decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            || value > long.MaxValue / factor || (factor == 1 && value != decimal.Truncate(value))) return false;
        size = new((long)(value * factor));
        return true;
    }

    public override string ToString() => Bytes switch
    {
        > 0 when Bytes % (1L << 30) == 0 => $"{Bytes >> 30}GiB",
        > 0 when Bytes % (1L << 20) == 0 => $"{Bytes >> 20}MiB",
        > 0 when Bytes % (1L << 10) == 0 => $"{Bytes >> 10}KiB",
        _ => Bytes.ToString(CultureInfo.InvariantCulture),
    };
}
