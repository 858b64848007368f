using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Fabrik.Laos.Tests.Doubles;

/// <summary>Reads what Sentry's ingest takes.</summary>
internal static class Envelope
{
    /// <summary>The event of an envelope; null when its length lies or there is none.</summary>
    public static ErrorEvent? Read(byte[] body)
    {
        var (first, second) = (Array.IndexOf(body, (byte)'\n'), 0);
        second = Array.IndexOf(body, (byte)'\n', first + 1);
        using var item = JsonDocument.Parse(body.AsMemory(first + 1, second - first - 1));
        var length = item.RootElement.GetProperty("length").GetInt32();
        if (item.RootElement.GetProperty("type").GetString() != "event" || body[second + 1 + length] != '\n') return null;
        using var sent = JsonDocument.Parse(Encoding.UTF8.GetString(body, second + 1, length));
        var root = sent.RootElement;
        return new ErrorEvent(
            "",
            root.GetProperty("message").GetString()!,
            DateTimeOffset.Parse(root.GetProperty("timestamp").GetString()!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
            root.GetProperty("tags").EnumerateObject().ToDictionary(t => t.Name, t => t.Value.GetString()!))
        {
            Id = Guid.ParseExact(root.GetProperty("event_id").GetString()!, "N"),
        };
    }
}
