namespace Fabrik.Core.Redaction.Detectors;

/// <summary>PEM blocks (RFC 7468), private keys and others alike. A block without an end is secret to the end of the text.</summary>
internal static class PemScan
{
    private static ReadOnlySpan<byte> Begin => "-----BEGIN "u8;

    private static ReadOnlySpan<byte> End => "-----END "u8;

    private static ReadOnlySpan<byte> Dashes => "-----"u8;

    public static void Find(ReadOnlySpan<byte> text, ref List<SecretMatch>? found)
    {
        var from = 0;
        while (text[from..].IndexOf(Begin) is >= 0 and var offset)
        {
            var start = from + offset;
            var label = text[(start + Begin.Length)..];
            var labelEnd = label.IndexOf(Dashes);
            if (labelEnd is < 0 or > 64)
            {
                from = start + Begin.Length;
                continue;
            }

            var rule = label[..labelEnd].IndexOf("PRIVATE"u8) >= 0 ? ValueRules.PrivateKey : ValueRules.Certificate;
            var end = EndOfBlock(text, start + Begin.Length + labelEnd + Dashes.Length);
            (found ??= []).Add(new(start, end, rule));
            from = end;
        }
    }

    private static int EndOfBlock(ReadOnlySpan<byte> text, int body)
    {
        var end = text[body..].IndexOf(End);
        if (end < 0) return text.Length;
        var label = body + end + End.Length;
        var dashes = text[label..].IndexOf(Dashes);
        return dashes < 0 ? text.Length : label + dashes + Dashes.Length;
    }
}
