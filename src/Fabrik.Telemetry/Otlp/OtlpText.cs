using System.Security.Cryptography;
using System.Text;

namespace Fabrik.Telemetry.Otlp;

/// <summary>Text as sent, made into strings that every store can keep.</summary>
internal static class OtlpText
{
    /// <summary>What is not UTF-8, and U+0000, becomes U+FFFD.</summary>
    public static string Decode(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty) return "";
        var text = Encoding.UTF8.GetString(utf8);
        return utf8.Contains((byte)0) ? text.Replace('\0', '\uFFFD') : text;
    }

    /// <summary>At most <paramref name="keep"/> bytes of the start, whole characters, then the marker with size and hash of all of it.</summary>
    public static string Cut(ReadOnlySpan<byte> utf8, int keep)
    {
        keep = Math.Clamp(keep, 0, utf8.Length);
        while (keep > 0 && keep < utf8.Length && (utf8[keep] & 0xC0) == 0x80) keep--;
        return Decode(utf8[..keep]) + Marker(utf8);
    }

    public static string Marker(ReadOnlySpan<byte> value)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(value, hash);
        return $"…[cut: {value.Length} bytes, sha256:{Convert.ToHexStringLower(hash)}]";
    }
}
