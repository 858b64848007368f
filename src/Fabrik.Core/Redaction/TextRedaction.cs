using System.Buffers;
using Fabrik.Core.Redaction.Detectors;

namespace Fabrik.Core.Redaction;

/// <summary>Replaces the secrets inside one text by text markers.</summary>
internal static class TextRedaction
{
    /// <summary>A marker can uncover a match that its neighbour's letters hid; so the result is looked at again, this often.</summary>
    private const int MostPasses = 4;

    /// <param name="identifier">True where randomness alone is no sign of a secret.</param>
    /// <param name="replaced">How many secrets were replaced.</param>
    /// <param name="whole">The rule, when the text is one secret and white space around it.</param>
    /// <returns>The redacted text, to be disposed; null when nothing was found.</returns>
    public static PooledBuffer? Redact(ReadOnlySpan<byte> text, Redactor redactor, bool identifier, out int replaced, out RedactionRule? whole)
    {
        (replaced, whole) = (0, null);
        if (Find(ref text, redactor.Keys, identifier) is not { } found) return null;
        if (found.Count == 1 && IsBlank(text[..found[0].Start]) && IsBlank(text[found[0].End..])) whole = found[0].Rule;

        var output = new PooledBuffer(text.Length + 64);
        Write(text, found, redactor.TenantKey, output);
        replaced = found.Count;
        for (var pass = 1; pass < MostPasses; pass++)
        {
            ReadOnlySpan<byte> again = output.Written;
            if (Find(ref again, redactor.Keys, identifier) is not { } more) break;
            var before = again.ToArray();
            output.Clear();
            Write(before, more, redactor.TenantKey, output);
            replaced += more.Count;
        }

        return output;
    }

    /// <summary>Looks behind <c>\uXXXX</c> too: cut JSON arrives as a text. What is hidden there is worth the escapes.</summary>
    private static List<SecretMatch>? Find(ref ReadOnlySpan<byte> text, KeyRules keys, bool identifier)
    {
        if (text.Length >= SecretScan.MinLength && JsonText.DecodeUnicode(text) is { } decoded && SecretScan.Find(decoded, keys, identifier) is { } found)
        {
            text = decoded;
            return found;
        }

        return SecretScan.Find(text, keys, identifier);
    }

    private static void Write(ReadOnlySpan<byte> text, List<SecretMatch> matches, ReadOnlySpan<byte> tenantKey, PooledBuffer output)
    {
        var copied = 0;
        foreach (var match in matches)
        {
            output.Write(text[copied..match.Start]);
            RedactionMarker.WriteText(output, tenantKey, match.Rule, text[match.Start..match.End]);
            copied = match.End;
        }

        output.Write(text[copied..]);
    }

    private static bool IsBlank(ReadOnlySpan<byte> text) => text.Trim(" \t\r\n"u8).IsEmpty;
}
