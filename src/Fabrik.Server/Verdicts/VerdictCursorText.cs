using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Fabrik.Core.Time;
using Fabrik.Store.Verdicts;

namespace Fabrik.Server.Verdicts;

/// <summary>A position in a list of verdicts as opaque text; like a run's cursor it needs no secret.</summary>
internal static class VerdictCursorText
{
    public static string Write(VerdictCursor cursor) => Base64Url.EncodeToString(
        Encoding.UTF8.GetBytes($"{cursor.CreatedAt.Nanoseconds.ToString(CultureInfo.InvariantCulture)}/{cursor.Verdict}"));

    public static VerdictCursor? Read(string text)
    {
        if (!Base64Url.IsValid(text)) return null;
        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('/', 2);
        return parts.Length == 2
            && ulong.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var nanoseconds)
            && UnixTime.TryFromNanoseconds(nanoseconds, out var createdAt)
            && VerdictId.TryParse(parts[1], out var verdict)
                ? new VerdictCursor(createdAt, verdict)
                : null;
    }
}
