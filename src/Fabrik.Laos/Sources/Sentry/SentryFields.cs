using System.Globalization;
using System.Text.Json;
using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Laos.Sources.Json;

namespace Fabrik.Laos.Sources.Sentry;

/// <summary>The fields of Sentry's answers that come in more than one form.</summary>
internal static class SentryFields
{
    /// <summary>An id, also where it is a number.</summary>
    public static string? Id(this JsonElement parent, string name) => parent.TextOf(name) ?? parent.Count(name)?.ToString(CultureInfo.InvariantCulture);

    /// <summary>ISO 8601; without a zone it is UTC.</summary>
    public static UnixTime? Time(this JsonElement parent, string name) => parent.TextOf(name) is not { } text
        ? null
        : UnixTime.TryParse(text, out var time) || UnixTime.TryParse(text + "Z", out time) ? time : null;

    /// <summary>32 hex digits, also with the dashes of a UUID.</summary>
    public static TraceId? Trace(string? text) => TraceId.TryParse(text?.Replace("-", "", StringComparison.Ordinal), out var trace) ? trace : null;

    /// <summary><c>{"k":"v"}</c>, <c>[["k","v"]]</c> or <c>[{"key":"k","value":"v"}]</c>; null where there is none of them.</summary>
    public static IReadOnlyDictionary<string, string>? Tags(this JsonElement parent)
    {
        if (parent.Field("tags") is not { } tags) return null;
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        if (tags.ValueKind == JsonValueKind.Object)
        {
            foreach (var name in Names(tags)) Keep(name, tags.TextOf(name));
        }

        foreach (var tag in tags.Items())
        {
            if (tag.ValueKind == JsonValueKind.Object) Keep(tag.TextOf("key"), tag.TextOf("value"));
            else if (tag.Items().ToArray() is [var key, var value, ..]) Keep(key.AsText(), value.AsText());
        }

        return found;

        void Keep(string? key, string? value)
        {
            if (key is not null && value is not null) found[key] = value;
        }
    }

    /// <summary>Seconds, no zone: UTC.</summary>
    public static string Stamp(UnixTime time) => time.ToDateTimeOffset().ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>The same, rounded up: an end may not cut off a part of a second.</summary>
    public static string StampAfter(UnixTime time) => Stamp(time.Nanoseconds % 1_000_000_000 == 0 ? time : time.Add(TimeSpan.FromSeconds(1)));

    private static List<string> Names(JsonElement element)
    {
        var names = new List<string>();
        foreach (var property in element.EnumerateObject())
        {
            try
            {
                names.Add(property.Name);
            }
            catch (InvalidOperationException)
            {
                // A name that is no Unicode names no tag of ours.
            }
        }

        return names;
    }
}
