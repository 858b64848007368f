using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fabrik.Core.Time;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Fabrik.Laos.Tests.Doubles.Tempo;

/// <summary>
/// Tempo as far as Fabrik asks it: search, traces by id, tag values, build and configuration, OTLP/HTTP in. Behaves like the captures of 3.0.3 and 2.10.8;
/// its clock is the caller's.
/// </summary>
internal sealed class TempoDouble : BackendDouble
{
    private readonly Lock _gate = new();
    private readonly List<(StoredSpan Span, DateTimeOffset At)> _spans = [];

    private TempoDouble(TimeProvider time)
        : base(time)
    {
    }

    public string Version { get; set; } = "v3.0.3";

    /// <summary><c>query_end_cutoff</c>: searches never see what is younger.</summary>
    public TimeSpan EndCutoff { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a span stays out of searches after it was added; traces by id show it at once.</summary>
    public TimeSpan IngestionDelay { get; set; }

    public int MaxResultLimit { get; set; } = 262144;

    public int MaxSpansPerSet { get; set; } = 100;

    /// <summary>Spans of one trace that v2 gives before it says PARTIAL, and v1 before it refuses.</summary>
    public int MaxSpansById { get; set; } = int.MaxValue;

    /// <summary>Whether <c>/status/config</c> is there.</summary>
    public bool TellsConfig { get; set; } = true;

    /// <summary>Whether the v2 trace API is there, as it is since 2.6.</summary>
    public bool HasTraceV2 { get; set; } = true;

    /// <param name="time">The server's clock; the machine's where null.</param>
    public static async Task<TempoDouble> StartAsync(TimeProvider? time = null)
    {
        var tempo = new TempoDouble(time ?? TimeProvider.System);
        await tempo.ListenAsync();
        return tempo;
    }

    public void Add(params IEnumerable<StoredSpan> spans)
    {
        lock (_gate) _spans.AddRange(spans.Select(s => (s, Time.GetUtcNow())));
    }

    protected override void Map(WebApplication app)
    {
        app.MapGet("/ready", () => PlainText(200, "ready\n"));
        app.MapGet("/api/echo", () => PlainText(200, "echo\n"));
        app.MapGet("/api/status/buildinfo", () => Results.Json(new { version = Version, revision = "", branch = "", buildUser = "", buildDate = "", goVersion = "go1.26.10" }));
        app.MapGet("/status/config", () => TellsConfig ? PlainText(200, Config()) : PlainText(404, "404 page not found\n"));
        app.MapGet("/api/search", Guarded(Search));
        app.MapGet("/api/v2/search/tag/{tag}/values", Guarded(Values));
        app.MapGet("/api/traces/{id}", (string id) => ById(id, v2: false));
        app.MapGet("/api/v2/traces/{id}", (string id) => HasTraceV2 ? ById(id, v2: true) : PlainText(404, "404 page not found\n"));
        app.MapPost("/v1/traces", TakeAsync);
    }

    private static Func<HttpRequest, IResult> Guarded(Func<HttpRequest, IResult> answer) => request =>
    {
        try
        {
            return answer(request);
        }
        catch (FormatException e)
        {
            return PlainText(400, e.Message);
        }
    };

    private string Config() => string.Join('\n', ["GET /status/config", "---", "target: all", "query_frontend:", "    search:",
        "        default_result_limit: 20", $"        max_result_limit: {MaxResultLimit}", "        max_duration: 168h0m0s", "        default_spans_per_span_set: 3",
        $"        max_spans_per_span_set: {MaxSpansPerSet}", "    metrics:", "        max_duration: 24h0m0s",
        .. EndCutoff > TimeSpan.Zero ? [$"    query_end_cutoff: {EndCutoff.TotalSeconds:0}s"] : (string[])[], "metrics_generator: {}", ""]);

    private IResult Search(HttpRequest request)
    {
        var limit = Number(request, "limit") ?? 20;
        var listed = Number(request, "spss") ?? 3;
        if (limit <= 0) return PlainText(400, "invalid limit: must be a positive number");
        if (limit > MaxResultLimit) return PlainText(400, $"limit {limit} exceeds max limit {MaxResultLimit}");
        if (listed > MaxSpansPerSet) return PlainText(400, $"spans per span set exceeds {MaxSpansPerSet}. received {listed}");
        var query = Query(request.Query["q"].ToString());
        var found = Visible(request).Select(trace => (Trace: trace, Matched: query.Match(trace))).Where(t => t.Matched.Count > 0)
            .OrderByDescending(t => t.Trace.Min(s => s.Start)).Take((int)limit)
            .Select(t => (JsonNode)TempoJson.Found(t.Trace, t.Matched, (int)listed, query.Listed)).ToArray();
        return Answer(new JsonObject { ["traces"] = new JsonArray(found), ["metrics"] = new JsonObject { ["inspectedBytes"] = "19286", ["completedJobs"] = 3, ["totalJobs"] = 3 } });
    }

    private IResult Values(HttpRequest request)
    {
        var tag = request.RouteValues["tag"]!.ToString()!;
        var query = request.Query["q"].ToString() is { Length: > 0 } q ? Query(q) : Query("{ }");
        var values = Visible(request).SelectMany(query.Match).Select(s => TraceQlQuery.Value(s, tag)).OfType<string>().Distinct()
            .Select(v => (JsonNode)new JsonObject { ["type"] = "string", ["value"] = v }).ToArray();
        return Answer(new JsonObject { ["tagValues"] = new JsonArray(values), ["metrics"] = new JsonObject { ["inspectedBytes"] = "19245" } });
    }

    private IResult ById(string id, bool v2)
    {
        if (id.FirstOrDefault(c => !char.IsAsciiHexDigit(c)) is not '\0' and var bad)
            return PlainText(400, $"trace IDs can only contain hex characters: invalid character '{bad}' at position {id.IndexOf(bad) + 1}");
        List<StoredSpan> trace;
        lock (_gate) trace = [.. _spans.Select(s => s.Span).Where(s => s.Trace == id.PadLeft(32, '0'))];
        if (!v2)
        {
            if (trace.Count == 0) return Results.StatusCode(404);
            if (trace.Count > MaxSpansById) return PlainText(422, $"trace exceeds max size (max bytes: {MaxSpansById})");
            return Answer(new JsonObject { ["batches"] = TempoJson.ResourceSpans(trace) });
        }

        if (trace.Count == 0) return Answer(new JsonObject { ["trace"] = new JsonObject(), ["metrics"] = new JsonObject() });
        var answer = new JsonObject
        {
            ["trace"] = new JsonObject { ["resourceSpans"] = TempoJson.ResourceSpans([.. trace.Take(MaxSpansById)]) },
            ["metrics"] = new JsonObject { ["inspectedBytes"] = "28827" },
        };
        if (trace.Count > MaxSpansById) (answer["status"], answer["message"]) = ("PARTIAL", $"Trace exceeds maximum size of {MaxSpansById} bytes, a partial trace is returned");
        return Answer(answer);
    }

    private async Task<IResult> TakeAsync(HttpRequest request)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body);
            Add(OtlpSpans.Read(document.RootElement));
            return Results.Json(new { partialSuccess = new { } });
        }
        catch (JsonException)
        {
            return Results.Json(new { code = 3, message = "ReadObject: expect \" after {" }, statusCode: 400);
        }
    }

    // The traces that overlap the window, of the spans that are searchable by now.
    private IReadOnlyList<IReadOnlyList<StoredSpan>> Visible(HttpRequest request)
    {
        var now = Time.GetUtcNow();
        var (start, end) = (Number(request, "start") ?? now.AddHours(-1).ToUnixTimeSeconds(), Number(request, "end") ?? now.ToUnixTimeSeconds());
        if (start >= end) throw new FormatException($"http parameter start must be before end. received start={start} end={end}");
        if (end - start > 168 * 3600) throw new FormatException($"range specified by start and end exceeds 168h0m0s. received start={start} end={end}");
        var (from, to) = (UnixTime.FromNanoseconds(start * 1_000_000_000), UnixTime.FromNanoseconds(end * 1_000_000_000));
        if (EndCutoff > TimeSpan.Zero && UnixTime.From(now).Before(EndCutoff) is var cutoff && cutoff < to)
        {
            to = cutoff;
            if (from > to) from = UnixTime.From(now).Before(TimeSpan.FromMinutes(15));
        }

        lock (_gate)
        {
            return [.. _spans.Where(s => s.At + IngestionDelay <= now).Select(s => s.Span).GroupBy(s => s.Trace)
                .Where(t => t.Min(s => s.Start) <= to && t.Max(s => s.End) >= from).Select(t => t.ToList())];
        }
    }

    private static TraceQlQuery Query(string text)
    {
        try
        {
            return TraceQlQuery.Parse(text);
        }
        catch (FormatException e)
        {
            throw new FormatException($"invalid TraceQL query: {e.Message}", e);
        }
    }

    private static long? Number(HttpRequest request, string name) =>
        long.TryParse(request.Query[name].ToString(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static IResult Answer(JsonObject json) => Results.Text(json.ToJsonString(), "application/json");
}
