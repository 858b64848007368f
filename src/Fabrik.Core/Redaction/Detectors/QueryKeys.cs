using System.Text;

namespace Fabrik.Core.Redaction.Detectors;

/// <summary>Names that are secret in a URL's query only: signatures of shared links, and the bare <c>key</c> of many APIs.</summary>
internal static class QueryKeys
{
    public static RedactionRule? Judge(ReadOnlySpan<byte> key) =>
        Is(key, "sig"u8) || Is(key, "signature"u8) || Is(key, "x-amz-signature"u8) || Is(key, "x-amz-credential"u8) || Is(key, "x-goog-signature"u8)
        || Is(key, "x-goog-credential"u8) || Is(key, "key"u8) || Is(key, "auth"u8)
            ? ValueRules.QueryParameter
            : null;

    private static bool Is(ReadOnlySpan<byte> key, ReadOnlySpan<byte> name) => Ascii.EqualsIgnoreCase(key, name);
}
