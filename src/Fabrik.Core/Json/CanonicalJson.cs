using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Fabrik.Core.Json;

/// <summary>
/// One spelling for one JSON value, so that equal values have equal bytes and hashes: the JSON Canonicalization Scheme, RFC 8785.
/// Keys sort by UTF-16 code unit, numbers read as ECMAScript writes doubles, strings escape only what they must, no white space.
/// </summary>
/// <remarks>
/// Refused, with what and where: what RFC 8259 forbids, duplicate keys, lone surrogates, bytes that are not UTF-8, numbers beyond a
/// double's range, nesting deeper than <see cref="MaxDepth"/>. A number with more digits than a double holds is rounded to the nearest
/// double, as the RFC says; what must stay exact (64-bit ids, money) belongs in a string (appendix D).
/// </remarks>
public static class CanonicalJson
{
    /// <summary>The most arrays and objects inside each other.</summary>
    public const int MaxDepth = 64;

    /// <summary>The canonical bytes; throws <see cref="JsonException"/> with the reason for what is refused.</summary>
    public static byte[] Canonicalize(ReadOnlySpan<byte> utf8Json) =>
        TryCanonicalize(utf8Json, out var canonical, out var error) ? canonical : throw new JsonException(error);

    /// <summary>Never throws on bytes; <paramref name="error"/> says what is wrong and at which byte, counted from 0.</summary>
    public static bool TryCanonicalize(
        ReadOnlySpan<byte> utf8Json, [NotNullWhen(true)] out byte[]? canonical, [NotNullWhen(false)] out string? error)
    {
        canonical = null;
        using var writer = new CanonicalWriter(utf8Json.Length);
        error = writer.TryWrite(utf8Json);
        if (error is not null) return false;
        canonical = writer.Written.ToArray();
        return true;
    }
}
