using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Fabrik.Core.Redaction.Detectors;

namespace Fabrik.Core.Redaction;

/// <summary>
/// Hides the secrets of one tenant's evidence. What is hidden is replaced by a marker with a keyed hash, so equal secrets
/// compare equal inside the tenant only; markers of an earlier pass stay as they are. Immutable; safe for concurrent use.
/// </summary>
/// <param name="tenantKey">The HMAC key: random, 32 bytes, of one tenant alone.</param>
public sealed class Redactor(RedactionRules rules, ReadOnlySpan<byte> tenantKey)
{
    private const int PseudonymHex = 16;
    private const string PseudonymPrefix = "u-";
    private readonly byte[] _tenantKey = tenantKey.Length > 0 ? tenantKey.ToArray() : throw new ArgumentException("Expected the tenant's key.", nameof(tenantKey));

    internal KeyRules Keys { get; } = new(rules);

    internal ReadOnlySpan<byte> TenantKey => _tenantKey;

    /// <summary>Writes the document with its secrets replaced; every other byte stays.</summary>
    /// <returns>How many secrets were replaced.</returns>
    /// <exception cref="JsonException">Not UTF-8, not JSON, or deeper than 128. What was written by then is of no use.</exception>
    public int RedactJson(ReadOnlySpan<byte> utf8Json, IBufferWriter<byte> output) =>
        Utf8.IsValid(utf8Json) ? JsonRedaction.Run(this, utf8Json, output, nesting: 0) : throw new JsonException("The document is not UTF-8.");

    /// <summary>Returns the same instance when nothing was found.</summary>
    /// <param name="replaced">Grows by the number of secrets replaced.</param>
    public string RedactText(string text, ref int replaced) => RedactText(text, identifier: false, ref replaced);

    /// <summary><c>u-</c> and 16 hex digits of the value's keyed hash: names a user without telling who it is. A pseudonym stays as it is.</summary>
    public string Pseudonym(string value)
    {
        if (IsPseudonym(value)) return value;
        Span<byte> hex = stackalloc byte[SecretFingerprint.HexLength];
        SecretFingerprint.Write(_tenantKey, KeyPhrases.User, Encoding.UTF8.GetBytes(value), hex);
        return PseudonymPrefix + Encoding.ASCII.GetString(hex[..PseudonymHex]);
    }

    /// <param name="identifier">True for names that may be random without being secret.</param>
    internal string RedactText(string text, bool identifier, ref int replaced)
    {
        if (text.Length < SecretScan.MinLength) return text;
        byte[]? rented = null;
        var size = Encoding.UTF8.GetMaxByteCount(text.Length);
        var buffer = size <= 768 ? stackalloc byte[768] : rented = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            var utf8 = buffer[..Encoding.UTF8.GetBytes(text, buffer)];
            using var output = TextRedaction.Redact(utf8, this, identifier, out var count, out _);
            replaced += count;
            return output is null ? text : Encoding.UTF8.GetString(output.Written);
        }
        finally
        {
            if (rented is not null) ArrayPool<byte>.Shared.Return(rented, clearArray: true);
        }
    }

    /// <summary>The text marker of a value that is secret by its key.</summary>
    internal string Marker(RedactionRule rule, string secret)
    {
        var utf8 = Encoding.UTF8.GetBytes(secret);
        var (start, length) = RedactionMarker.FindText(utf8, 0);
        if (start == 0 && length == utf8.Length) return secret;
        using var output = new PooledBuffer(64);
        RedactionMarker.WriteText(output, _tenantKey, rule, utf8);
        return Encoding.UTF8.GetString(output.Written);
    }

    private static bool IsPseudonym(string value) =>
        value.Length == PseudonymPrefix.Length + PseudonymHex && value.StartsWith(PseudonymPrefix, StringComparison.Ordinal)
        && value.AsSpan(PseudonymPrefix.Length).IndexOfAnyExcept("0123456789abcdef") < 0;
}
