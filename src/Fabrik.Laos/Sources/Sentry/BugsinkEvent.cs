using System.Text.Json;
using Fabrik.Core.Scope;
using Fabrik.Laos.Sources.Json;

namespace Fabrik.Laos.Sources.Sentry;

/// <summary>What matters of an event as it was sent.</summary>
internal sealed record BugsinkEvent(string Title, string? Culprit, string? Environment, TraceId? Trace, IReadOnlyDictionary<string, string> Tags)
{
    private static readonly IReadOnlyDictionary<string, string> NoTags = new Dictionary<string, string>();

    /// <param name="data">The key <c>data</c> of an event's detail.</param>
    public static BugsinkEvent Read(JsonElement data)
    {
        var tags = data.Tags() ?? NoTags;
        return new BugsinkEvent(Named(data), data.TextOf("transaction"), data.TextOf("environment"), EventFilter.TraceOf(data, tags), tags);
    }

    // The last exception of a chain is the one that was caught.
    private static string Named(JsonElement data)
    {
        if (data.Field("exception")?.ItemsOf("values").LastOrDefault() is { ValueKind: JsonValueKind.Object } exception)
        {
            var (type, value) = (exception.TextOf("type") ?? "Error", exception.TextOf("value"));
            return string.IsNullOrEmpty(value) ? type : $"{type}: {value}";
        }

        var entry = data.Field("logentry") ?? data.Field("message");
        return entry?.TextOf("formatted") ?? entry?.TextOf("message") ?? entry?.AsText() ?? "error";
    }
}
