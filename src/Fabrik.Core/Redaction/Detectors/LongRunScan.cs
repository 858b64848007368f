namespace Fabrik.Core.Redaction.Detectors;

/// <summary>
/// Finds runs long enough to be a key and looks closer at those only. Looks at one byte in sixteen while nothing is found.
/// </summary>
internal static class LongRunScan
{
    private const int MinLength = 16;

    /// <param name="identifier">True where randomness alone is no sign of a secret.</param>
    public static void Find(ReadOnlySpan<byte> text, bool identifier, ref List<SecretMatch>? found)
    {
        var at = MinLength - 1;
        while (at < text.Length)
        {
            if (!Bytes.Run.Contains(text[at]))
            {
                at += MinLength;
                continue;
            }

            var start = text[..at].LastIndexOfAnyExcept(Bytes.Run) + 1;
            var end = Bytes.EndOf(Bytes.Run, text, at);
            at = end + MinLength;
            if (end - start < MinLength || !text[start..end].ContainsAnyExcept(Bytes.HexAndDash)) continue;
            KeyFormats.Find(text, start, end, ref found);
            if (!identifier) RandomText.Find(text, start, end, ref found);
        }
    }
}
