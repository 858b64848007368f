using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fabrik.Core.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Fabrik.Laos.Tests.Doubles.Loki;

/// <summary>
/// Loki as far as Fabrik asks it: counts, lines, label values, build and configuration, push. Behaves like the captures of 3.7.6; its clock is the caller's.
/// </summary>
internal sealed class LokiDouble : BackendDouble
{
    private static readonly TimeSpan MaxRange = TimeSpan.FromHours((30 * 24) + 1);
    private static readonly Dictionary<string, string> None = [];
    private const long Hour = 3_600_000_000_000;

    private readonly Lock _gate = new();
    private readonly List<StoredLine> _lines = [];

    private LokiDouble(TimeProvider time)
        : base(time)
    {
    }

    public string Version { get; set; } = "3.7.6";

    public int MaxLines { get; set; } = 5000;

    /// <summary>Whether each line gets a detected_level, as it does since 3.0.</summary>
    public bool DetectsLevels { get; set; } = true;

    /// <summary>Whether counts are refused with "maximum of series reached".</summary>
    public bool RefusesCounts { get; set; }

    /// <summary>Whether <c>/config</c> is there.</summary>
    public bool TellsConfig { get; set; } = true;

    /// <param name="time">The server's clock; the machine's where null.</param>
    public static async Task<LokiDouble> StartAsync(TimeProvider? time = null)
    {
        var loki = new LokiDouble(time ?? TimeProvider.System);
        await loki.ListenAsync();
        return loki;
    }

    /// <param name="stream">Index labels.</param>
    /// <param name="metadata">Structured metadata.</param>
    public void Add(UnixTime time, string line, IReadOnlyDictionary<string, string> stream, IReadOnlyDictionary<string, string>? metadata = null) =>
        Add(new StoredLine(time, line, stream, metadata ?? None));

    public void Add(params IEnumerable<StoredLine> lines)
    {
        lock (_gate) _lines.AddRange(lines);
    }

    private long Now => UnixTime.From(Time.GetUtcNow()).Nanoseconds;

    protected override void Map(WebApplication app)
    {
        app.MapGet("/ready", () => PlainText(200, "ready\n"));
        app.MapGet("/loki/api/v1/status/buildinfo", () => Results.Json(new { version = Version, revision = "", branch = "", buildUser = "", buildDate = "", goVersion = "" }));
        app.MapGet("/config", () => TellsConfig
            ? PlainText(200, $"target: all\nlimits_config:\n  max_query_series: 500\n  max_entries_limit_per_query: {MaxLines}\n  max_query_length: 30d1h\n  query_timeout: 1m\n")
            : PlainText(404, "404 page not found\n"));
        app.MapMethods("/loki/api/v1/query", ["GET", "POST"], async (HttpRequest request) => Guarded(await FieldsAsync(request), Count));
        app.MapMethods("/loki/api/v1/query_range", ["GET", "POST"], async (HttpRequest request) => Guarded(await FieldsAsync(request), Range));
        app.MapGet("/loki/api/v1/label/{name}/values", (string name) => LabelValues(name));
        app.MapPost("/loki/api/v1/push", PushAsync);
    }

    private static async Task<Dictionary<string, string>> FieldsAsync(HttpRequest request) => request.HasFormContentType
        ? (await request.ReadFormAsync()).ToDictionary(f => f.Key, f => f.Value.ToString())
        : request.Query.ToDictionary(f => f.Key, f => f.Value.ToString());

    private static IResult Guarded(Dictionary<string, string> fields, Func<Dictionary<string, string>, IResult> answer)
    {
        try
        {
            return answer(fields);
        }
        catch (FormatException e)
        {
            return PlainText(400, e.Message);
        }
    }

    private IResult Count(Dictionary<string, string> fields)
    {
        var query = LogQlQuery.Parse(fields["query"]);
        if (query.By is not { } by) return PlainText(400, "log queries are not supported as an instant query type, please change your query to a range query type");
        if (query.Range > MaxRange) return PlainText(400, $"the query time range exceeds the limit (query length: {query.Range.TotalHours:0}h0m0s, limit: 30d1h)");
        if (RefusesCounts) return PlainText(400, "maximum of series (500) reached for a single query");
        var until = Number(fields, "time", Now);
        var found = Find(query, until - (query.Range.Ticks * 100), until);
        if (found.Any(f => f.Labels.ContainsKey("__error__"))) return PlainText(400, "pipeline error: 'JSONParserErr' for series: '{}'.");
        var series = found.GroupBy(f => string.Join('\0', by.Select(name => f.Labels.GetValueOrDefault(name) ?? ""))).Select(group => (JsonNode)new JsonObject
        {
            ["metric"] = Object(by.Where(group.First().Labels.ContainsKey).ToDictionary(name => name, name => group.First().Labels[name])),
            ["value"] = new JsonArray(until / 1_000_000 / 1000.0, group.Count().ToString(CultureInfo.InvariantCulture)),
        });
        return Answer("vector", series);
    }

    private IResult Range(Dictionary<string, string> fields)
    {
        var query = LogQlQuery.Parse(fields["query"]);
        var (start, end, limit) = (Number(fields, "start", Now - Hour), Number(fields, "end", Now), (int)Number(fields, "limit", 100));
        if (end <= start) return PlainText(400, "end timestamp must not be before or equal to start time");
        if (end - start > MaxRange.Ticks * 100) return PlainText(400, $"the query time range exceeds the limit (query length: {(end - start) / 3_600_000_000_000}h0m0s, limit: 30d1h)");
        if (limit > MaxLines) return PlainText(400, $"max entries limit per query exceeded, limit > max_entries_limit_per_query ({limit} > {MaxLines})");

        // A range vector is (start, end]; lines are [start, end).
        var found = Find(query, start - 1, end - 1);
        var page = fields.GetValueOrDefault("direction") == "forward" ? found.OrderBy(f => f.Line.Time).Take(limit) : found.OrderByDescending(f => f.Line.Time).Take(limit);

        // Every set of labels is a stream of its own, and the list of streams is in no order of time.
        var streams = page.GroupBy(f => string.Join('\0', f.Labels.OrderBy(l => l.Key, StringComparer.Ordinal)), StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(group => (JsonNode)new JsonObject
            {
                ["stream"] = Object(group.First().Labels),
                ["values"] = new JsonArray([.. group.Select(f => (JsonNode)new JsonArray(f.Line.Time.Nanoseconds.ToString(CultureInfo.InvariantCulture), f.Line.Text))]),
            });
        return Answer("streams", streams);
    }

    private IResult LabelValues(string name)
    {
        lock (_gate)
        {
            var values = _lines.Select(l => l.Stream.GetValueOrDefault(name)).OfType<string>().Distinct().Order(StringComparer.Ordinal);
            return Results.Json(new { status = "success", data = values });
        }
    }

    private async Task<IResult> PushAsync(HttpRequest request)
    {
        JsonDocument document;
        try
        {
            document = await JsonDocument.ParseAsync(request.Body);
        }
        catch (JsonException)
        {
            return PlainText(400, "loghttp.PushRequest.readFieldHash: expect \", but found n, error found in #2 byte of ...|{nope|...\n");
        }

        using (document)
        {
            var now = UnixTime.From(Time.GetUtcNow());
            foreach (var stream in document.RootElement.GetProperty("streams").EnumerateArray())
            {
                var labels = stream.GetProperty("stream").EnumerateObject().ToDictionary(l => l.Name, l => l.Value.GetString()!);
                foreach (var entry in stream.GetProperty("values").EnumerateArray())
                {
                    var time = UnixTime.FromNanoseconds(long.Parse(entry[0].GetString()!, CultureInfo.InvariantCulture));
                    if (time > now.Add(TimeSpan.FromMinutes(10))) return PlainText(400, $"entry for stream '{{}}' has timestamp too new: {time}\n");
                    if (time < now.Before(TimeSpan.FromDays(7))) return PlainText(400, $"entry for stream '{{}}' has timestamp too old: {time}\n");
                    Add(time, entry[1].GetString()!, labels, entry.GetArrayLength() > 2 ? entry[2].EnumerateObject().ToDictionary(l => l.Name, l => l.Value.GetString()!) : null);
                }
            }
        }

        return Results.NoContent();
    }

    // In (after, until].
    private List<(StoredLine Line, Dictionary<string, string> Labels)> Find(LogQlQuery query, long after, long until)
    {
        lock (_gate)
        {
            return [.. _lines.Where(l => l.Time.Nanoseconds > after && l.Time.Nanoseconds <= until)
                .Select(l => (Line: l, Labels: query.Run(l, DetectsLevels)!)).Where(l => l.Labels is not null)];
        }
    }

    private static long Number(Dictionary<string, string> fields, string name, long otherwise) =>
        fields.TryGetValue(name, out var text) ? long.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    private static JsonObject Object(IReadOnlyDictionary<string, string> labels) => new(labels.Select(l => new KeyValuePair<string, JsonNode?>(l.Key, l.Value)));

    private static IResult Answer(string type, IEnumerable<JsonNode> result) => Results.Text(
        new JsonObject
        {
            ["status"] = "success",
            ["data"] = new JsonObject { ["resultType"] = type, ["result"] = new JsonArray([.. result]), ["stats"] = new JsonObject() },
        }.ToJsonString(),
        "application/json");
}
