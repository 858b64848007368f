using System.Buffers;
using System.Security.Cryptography;

namespace Fabrik.Core.Redaction;

/// <summary>
/// HMAC-SHA256 of a secret under its tenant's key: equal secrets compare equal inside the tenant and nowhere else.
/// The secret is normalised first, so that one secret in two spellings stays one: an Authorization value without its scheme,
/// an e-mail address in lower case, a card number without its spaces.
/// </summary>
internal static class SecretFingerprint
{
    public const int HexLength = 64;

    /// <param name="hex">Takes <see cref="HexLength"/> lower-case hex digits.</param>
    public static void Write(ReadOnlySpan<byte> tenantKey, RedactionRule rule, ReadOnlySpan<byte> secret, Span<byte> hex)
    {
        byte[]? rented = null;
        var buffer = secret.Length <= 512 ? stackalloc byte[512] : rented = ArrayPool<byte>.Shared.Rent(secret.Length);
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(tenantKey, buffer[..Normalise(rule.Kind, secret, buffer)], hash);
        Convert.TryToHexStringLower(hash, hex, out _);
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented, clearArray: true);
    }

    private static int Normalise(RedactionKind kind, ReadOnlySpan<byte> secret, Span<byte> buffer)
    {
        secret = WithoutScheme(secret.Trim(" \t\r\n"u8));
        var length = 0;
        foreach (var c in secret)
        {
            switch (kind)
            {
                case RedactionKind.Email:
                    buffer[length++] = char.IsAsciiLetterUpper((char)c) ? (byte)(c | 0x20) : c;
                    break;
                case RedactionKind.Card or RedactionKind.Iban or RedactionKind.Phone when c is (byte)' ' or (byte)'-' or (byte)'.' or (byte)'(' or (byte)')':
                    break;
                default:
                    buffer[length++] = c;
                    break;
            }
        }

        return length;
    }

    private static ReadOnlySpan<byte> WithoutScheme(ReadOnlySpan<byte> secret)
    {
        var space = secret.IndexOf((byte)' ');
        return space is >= 5 and <= 6 && AuthScheme.IsSimple(secret[..space]) ? secret[(space + 1)..].TrimStart((byte)' ') : secret;
    }
}
