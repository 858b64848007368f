using System.Globalization;
using System.Text;
using Fabrik.Core.Time;

namespace Fabrik.Laos.Sources.Posthog;

/// <summary>Literals of HogQL, PostHog's SQL.</summary>
public static class HogQl
{
    /// <summary>A string between single quotes with ClickHouse's escapes.</summary>
    public static string Text(string value) => Quoted(value, '\'');

    /// <summary>An event's property, by any name: <c>properties.`run.id`</c>.</summary>
    public static string Property(string name) => "properties." + Quoted(name, '`');

    /// <summary>To the second, in UTC.</summary>
    public static string Time(UnixTime time) => $"toDateTime('{time.ToDateTimeOffset().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}')";

    private static string Quoted(string value, char quote)
    {
        var text = new StringBuilder().Append(quote);
        foreach (var c in value)
        {
            if (c == quote || c == '\\') text.Append('\\').Append(c);
            else _ = c switch
            {
                '\n' => text.Append("\\n"),
                '\r' => text.Append("\\r"),
                '\t' => text.Append("\\t"),
                '\0' => text.Append("\\0"),
                _ => text.Append(c),
            };
        }

        return text.Append(quote).ToString();
    }
}
