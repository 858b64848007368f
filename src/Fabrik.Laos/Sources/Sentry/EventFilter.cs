using System.Text.Json;
using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Laos.Sources.Json;

namespace Fabrik.Laos.Sources.Sentry;

/// <summary>Tells on our side which events answer a question, where the server can't be asked.</summary>
internal static class EventFilter
{
    /// <param name="tags">Of the event; null where the server did not send any.</param>
    /// <param name="asked">True where the server has already filtered by the same tags.</param>
    public static bool Matches(ErrorQuestion question, IReadOnlyDictionary<string, string>? tags, UnixTime? at, string? environment, bool asked)
    {
        if (at is not { } time || time < question.Since || time >= question.Until) return false;
        if (question.Environment is { } wanted && (environment ?? tags?.GetValueOrDefault("environment")) is { } found && found != wanted) return false;
        return tags is null ? asked : question.Tags.All(t => tags.GetValueOrDefault(t.Key) == t.Value);
    }

    /// <summary>The trace an event names, in its contexts or its tags.</summary>
    public static TraceId? TraceOf(JsonElement data, IReadOnlyDictionary<string, string>? tags) =>
        SentryFields.Trace(data.Field("contexts")?.Field("trace")?.TextOf("trace_id"))
        ?? SentryFields.Trace(tags?.GetValueOrDefault("trace_id") ?? tags?.GetValueOrDefault("trace"));
}
