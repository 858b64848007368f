using System.Text;

namespace Fabrik.Core.Redaction;

/// <summary>The first word of an Authorization value (RFC 9110 §11.4).</summary>
internal static class AuthScheme
{
    /// <summary>Schemes followed by one token that is the whole secret.</summary>
    public static bool IsSimple(ReadOnlySpan<byte> word) =>
        Ascii.EqualsIgnoreCase(word, "Bearer"u8) || Ascii.EqualsIgnoreCase(word, "Basic"u8)
        || Ascii.EqualsIgnoreCase(word, "Token"u8) || Ascii.EqualsIgnoreCase(word, "ApiKey"u8);

    /// <summary>Schemes followed by a list of parameters.</summary>
    public static bool HasParameters(ReadOnlySpan<byte> word) =>
        Ascii.EqualsIgnoreCase(word, "Digest"u8) || Ascii.EqualsIgnoreCase(word, "Negotiate"u8) || Ascii.EqualsIgnoreCase(word, "OAuth"u8)
        || Ascii.EqualsIgnoreCase(word, "AWS4-HMAC-SHA256"u8) || Ascii.EqualsIgnoreCase(word, "SharedAccessSignature"u8)
        || Ascii.EqualsIgnoreCase(word, "SharedKey"u8) || Ascii.EqualsIgnoreCase(word, "Signature"u8);
}
