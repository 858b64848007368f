using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Store.Runs;

namespace Fabrik.Server.Runs;

/// <summary>A list position as opaque text. It carries no tenant and needs no secret: it only positions a read of one's own runs.</summary>
internal static class RunCursorText
{
    public static string Write(RunCursor cursor) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes($"{cursor.StartedAt.Nanoseconds.ToString(CultureInfo.InvariantCulture)}/{cursor.Run}"));

    public static RunCursor? Read(string text)
    {
        if (!Base64Url.IsValid(text)) return null;
        var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split('/', 2);
        return parts.Length == 2
            && ulong.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var nanoseconds)
            && UnixTime.TryFromNanoseconds(nanoseconds, out var startedAt)
            && RunId.TryParse(parts[1], out var run)
                ? new RunCursor(startedAt, run)
                : null;
    }
}
