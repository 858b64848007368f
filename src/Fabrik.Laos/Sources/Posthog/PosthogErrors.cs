using System.Text.Json;
using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Laos.Evidence;
using Fabrik.Laos.Sources.Json;

namespace Fabrik.Laos.Sources.Posthog;

/// <summary>The questions about errors, and the reading of their rows.</summary>
internal static class PosthogErrors
{
    /// <summary>Groups asked for; a run with more is covered in part.</summary>
    public const int MaxGroups = 1000;

    // SDKs of today send lists of types and values, older ones a single type and message.
    private const string Type = "coalesce(nullIf(toString(properties.$exception_types), ''), nullIf(toString(properties.$exception_type), ''), event)";
    private const string Message = "coalesce(nullIf(toString(properties.$exception_values), ''), nullIf(toString(properties.$exception_message), ''), '')";

    /// <summary>Columns: type, message, count, last seen, culprit, trace.</summary>
    public static string Groups(string where) =>
        $"SELECT {Type} AS type, {Message} AS message, count() AS count, max(timestamp) AS last_seen, "
        + "any(coalesce(nullIf(toString(properties.route), ''), nullIf(toString(properties.$current_url), ''))) AS culprit, any(toString(properties.trace_id)) AS trace "
        + $"FROM events WHERE {where} GROUP BY type, message ORDER BY count DESC, type, message LIMIT {MaxGroups}";

    /// <summary>Columns: errors, events.</summary>
    public static string Totals(string errorEvent, string where) => $"SELECT countIf(event = {HogQl.Text(errorEvent)}) AS errors, count() AS events FROM events WHERE {where}";

    /// <summary>A condition on everything but the event's name.</summary>
    public static string Where(EvidenceRequest request)
    {
        var scope = request.Scope;
        List<string> all = [$"timestamp >= {HogQl.Time(request.Since)}", $"timestamp < {HogQl.Time(request.Until.Add(TimeSpan.FromSeconds(1)))}"];
        if (scope.Run is { } run) all.Add(AnyOf(request.Labels.RunId, run.Value));
        if (scope.Service is { } service && scope.Run is null) all.Add(AnyOf(["service.name", "service"], service));
        if (scope.Agent is { } agent) all.Add(AnyOf(request.Labels.Agent, agent));
        if (scope.Env is { } env) all.Add(AnyOf([.. request.Labels.Env, "environment"], env));
        all.AddRange(request.Tags.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => AnyOf([t.Key], t.Value)));
        return string.Join(" AND ", all);
    }

    /// <summary>The same for error events whose type or message contains the text, case ignored.</summary>
    public static string WhereError(EvidenceRequest request, string errorEvent)
    {
        var where = $"event = {HogQl.Text(errorEvent)} AND {Where(request)}";
        return request.Contains is { } text ? $"{where} AND positionCaseInsensitive(concat({Type}, ': ', {Message}), {HogQl.Text(text)}) > 0" : where;
    }

    public static IReadOnlyList<ErrorGroup> Read(IEnumerable<JsonElement> rows) => [.. rows.Select(Read).OfType<ErrorGroup>()];

    private static ErrorGroup? Read(JsonElement row)
    {
        if (row.Items().ToArray() is not [var type, var message, var number, var seen, var culprit, var trace, ..]) return null;
        if (number.AsNumber() is not (>= 1 and <= 9007199254740992d and var count)) return null;
        var (title, text) = (First(type.AsText()) ?? "error", First(message.AsText()));
        return new ErrorGroup(
            string.IsNullOrEmpty(text) ? title : $"{title}: {text}",
            (long)count,
            Time(seen.AsText()),
            culprit.AsText() is { Length: > 0 } told ? told : null,
            TraceId.TryParse(trace.AsText(), out var id) ? id : null);
    }

    // A list comes as its JSON: the first is the exception itself, the others its causes.
    private static string? First(string? text) =>
        text is ['[', ..] && JsonFields.Parse(text) is { ValueKind: JsonValueKind.Array } list
            ? list.Items().Select(JsonFields.AsText).OfType<string>().FirstOrDefault() ?? text
            : text;

    private static UnixTime Time(string? text) => UnixTime.TryParse(text, out var time) || UnixTime.TryParse(text + "Z", out time) ? time : UnixTime.Zero;

    private static string AnyOf(IEnumerable<string> names, string value) =>
        "(" + string.Join(" OR ", names.Distinct(StringComparer.Ordinal).Select(n => $"{HogQl.Property(n)} = {HogQl.Text(value)}")) + ")";
}
