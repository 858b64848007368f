using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Fabrik.Core.Time;
using Fabrik.Laos.Sources.Http;

namespace Fabrik.Laos.Sources.Loki;

/// <summary>Loki's HTTP API.</summary>
internal sealed class LokiClient(BackendClient http) : IDisposable
{
    private const long Millisecond = 1_000_000;

    public Uri Url => http.Url;

    /// <summary>What the server says of itself, and how far its clock is from ours.</summary>
    public async Task<(LokiLimits Limits, TimeSpan? Skew)> LimitsAsync(CancellationToken cancellation)
    {
        var build = await http.GetAsync("loki/api/v1/status/buildinfo", cancellation);
        var version = build.IsSuccess && JsonReading.TryRead(build.Body, root => root.Text("version"), out var told) ? told : null;
        return (LokiLimits.From(version, await PrintedConfig.FetchAsync(http, "config", cancellation)), build.ClockSkew);
    }

    /// <summary>
    /// How many lines a query has in [since, until), a count for each set of values that the labels have. Null when the server would have to make more series
    /// than it may: then the lines have to be read.
    /// </summary>
    /// <param name="by">Empty for one count; there is always a sum around, or each line's own metadata would make a series.</param>
    public async Task<IReadOnlyList<LabelCount>?> CountAsync(string query, IReadOnlyList<string> by, UnixTime since, UnixTime until, CancellationToken cancellation)
    {
        // A range vector covers (t - d, t]: a nanosecond earlier makes that [since, until), up to the millisecond that durations can say.
        var length = (until.Nanoseconds - since.Nanoseconds + Millisecond - 1) / Millisecond;
        var grouping = by.Count == 0 ? "" : $" by ({string.Join(", ", by)})";
        var answer = await http.PostFormAsync(
            "loki/api/v1/query",
            Form(("query", $"sum{grouping} (count_over_time({query} [{length}ms]))"), ("time", Text(until.Nanoseconds - 1))),
            cancellation);
        if (answer.Status == HttpStatusCode.BadRequest && answer.Text.Contains("maximum of series", StringComparison.Ordinal)) return null;
        if (!answer.IsSuccess) throw Refused("a count", answer);
        return LokiReader.TryCounts(answer.Body, out var counts) ? counts : throw Unreadable("a count");
    }

    /// <summary>Lines in [since, until), at most <paramref name="limit"/>: the oldest where <paramref name="forward"/>, else the newest.</summary>
    /// <returns>By time, the oldest first.</returns>
    public async Task<IReadOnlyList<LogLine>> LinesAsync(
        string query, UnixTime since, UnixTime until, int limit, bool forward, CancellationToken cancellation)
    {
        var answer = await http.PostFormAsync(
            "loki/api/v1/query_range",
            Form(
                ("query", query),
                ("start", Text(since.Nanoseconds)),
                ("end", Text(until.Nanoseconds)),
                ("limit", Text(limit)),
                ("direction", forward ? "forward" : "backward")),
            cancellation);
        if (!answer.IsSuccess) throw Refused("log lines", answer);
        if (!LokiReader.TryLines(answer.Body, out var lines)) throw Unreadable("log lines");
        return [.. lines.OrderBy(l => l.Time)];
    }

    /// <summary>The values of a label; nothing from a server that does not tell.</summary>
    public async Task<IReadOnlyList<string>> ValuesAsync(string label, string selector, UnixTime since, UnixTime until, CancellationToken cancellation)
    {
        var answer = await http.GetAsync(
            $"loki/api/v1/label/{Uri.EscapeDataString(label)}/values?query={Uri.EscapeDataString(selector)}&start={since.Nanoseconds}&end={until.Nanoseconds}",
            cancellation);
        return answer.IsSuccess && LokiReader.TryValues(answer.Body, out var values) ? values : [];
    }

    /// <param name="labels">Of the stream.</param>
    public async Task PushAsync(IReadOnlyDictionary<string, string> labels, UnixTime time, string line, CancellationToken cancellation)
    {
        var stream = new JsonObject(labels.Select(l => new KeyValuePair<string, JsonNode?>(l.Key, l.Value)));
        var push = new JsonObject
        {
            ["streams"] = new JsonArray(new JsonObject { ["stream"] = stream, ["values"] = new JsonArray(new JsonArray(Text(time.Nanoseconds), line)) }),
        };
        var answer = await http.PostJsonAsync("loki/api/v1/push", push.ToJsonString(), cancellation);
        if (!answer.IsSuccess) throw Refused("a line", answer);
    }

    public void Dispose() => http.Dispose();

    private static IEnumerable<KeyValuePair<string, string>> Form(params (string Name, string Value)[] fields) =>
        fields.Select(f => KeyValuePair.Create(f.Name, f.Value));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private SourceUnreachableException Refused(string what, BackendAnswer answer) => new(
        "loki", $"loki: {Url} refused {what} with {(int)answer.Status}: {answer.Excerpt}", "check the limits of the server (/config, limits_config)");

    private SourceUnreachableException Unreadable(string what) => new(
        "loki", $"loki: {Url} answered {what} with what is no JSON of Loki's", "check that sources.loki.url is Loki's address (port 3100)");
}
