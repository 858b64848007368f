using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;

namespace Fabrik.Laos.Tests.Doubles.Prometheus;

/// <summary>
/// Prometheus' HTTP API for the handful of questions the lint asks: label names, <c>rate</c>, <c>increase</c> by <c>le</c> and of native
/// histograms, <c>count_over_time</c>. A series carries what it grew by in the run. As VictoriaMetrics it adds its statistics.
/// </summary>
internal sealed partial class PrometheusDouble : IAsyncDisposable
{
    private readonly List<GrownSeries> _series = [];
    private LoopbackServer _server = null!;

    public string Url => _server.Url;

    public IEnumerable<string> Requests => _server.Requests;

    public bool Victoria { get; init; }

    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Instants at which queries were evaluated, in seconds, as they were sent.</summary>
    public List<string> Times { get; } = [];

    /// <param name="grown">Increase over the run; of a CPU counter its rate is this over the window.</param>
    /// <param name="samples">Scrapes; with fewer than two nothing can be extrapolated.</param>
    /// <param name="native">Buckets of a native histogram: rule, left, right, count.</param>
    public void Add(string name, IReadOnlyDictionary<string, string> labels, double grown, int samples = 40, params (int Rule, double Left, double Right, double Count)[] native)
    {
        lock (_series) _series.Add(new GrownSeries(name, labels, grown, samples, native));
    }

    public async Task<PrometheusDouble> StartAsync()
    {
        _server = await LoopbackServer.StartAsync(AnswerAsync);
        return this;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync() : FormCollection.Empty;
        await (context.Request.Path.Value switch
        {
            "/api/v1/status/buildinfo" => Capture.Read("prom-buildinfo").SendAsync(context),
            "/api/v1/labels" => LabelsAsync(context, form["match[]"]!),
            "/api/v1/query" => QueryAsync(context, form["query"]!, form["time"].ToString()),
            _ => context.SendAsync(404, "404 page not found\n", "text/plain"),
        });
    }

    private Task LabelsAsync(HttpContext context, string selector) =>
        context.SendJsonAsync(new { status = "success", data = Selected(selector).SelectMany(s => s.Labels.Keys.Append("__name__")).Distinct().Order(StringComparer.Ordinal) });

    private Task QueryAsync(HttpContext context, string query, string time)
    {
        lock (_series) Times.Add(time);
        var result = new JsonArray();
        if (query == "vector(1)") result.Add(Value([], 1));
        else if (Question().Match(query) is not { Success: true } asked) return Capture.Read(Victoria ? "vm-query-error" : "prom-query-parse-error").SendAsync(context);
        else foreach (var sample in Evaluate(asked.Groups["by"].Success, asked.Groups["function"].Value, asked.Groups["series"].Value, Seconds(asked), asked.Groups["factor"].Success ? 100 : 1)) result.Add(sample);

        var answer = new JsonObject { ["status"] = "success", ["data"] = new JsonObject { ["resultType"] = "vector", ["result"] = result } };
        if (Warnings.Count > 0) answer["warnings"] = new JsonArray([.. Warnings.Select(w => (JsonNode)w)]);
        if (Victoria) answer["stats"] = new JsonObject { ["seriesFetched"] = "1", ["executionTimeMsec"] = 0 };
        return context.SendJsonAsync(answer);
    }

    private IEnumerable<JsonObject> Evaluate(bool byBound, string function, string selector, double seconds, double factor)
    {
        var found = Selected(selector).Where(s => function == "count_over_time" || s.Samples > 1).ToArray();
        if (found.Length == 0) return [];
        if (found[0].Native.Length > 0)
        {
            return [new JsonObject
            {
                ["metric"] = new JsonObject(),
                ["histogram"] = new JsonArray(1, new JsonObject
                {
                    ["count"] = Text(found.Sum(s => s.Native.Sum(b => b.Count))),
                    ["sum"] = "1",
                    ["buckets"] = new JsonArray([.. found.SelectMany(s => s.Native).Select(b => (JsonNode)new JsonArray(b.Rule, Text(b.Left), Text(b.Right), Text(b.Count)))]),
                }),
            }];
        }

        double Grown(GrownSeries s) => function switch { "count_over_time" => s.Samples, "rate" => s.Grown / seconds, _ => s.Grown };
        return byBound
            ? found.GroupBy(s => s.Labels["le"]).Select(g => Value(new JsonObject { ["le"] = g.Key }, g.Sum(Grown)))
            : [Value([], found.Sum(Grown) * factor)];
    }

    private GrownSeries[] Selected(string selector)
    {
        var brace = selector.IndexOf('{', StringComparison.Ordinal);
        var (name, labels) = brace < 0 ? (selector, new Dictionary<string, string>()) : (selector[..brace], SelectorText.Parse(selector[brace..]));
        lock (_series) return [.. _series.Where(s => s.Name == name && labels.All(l => s.Labels.GetValueOrDefault(l.Key) == l.Value))];
    }

    private static double Seconds(Match asked) => double.Parse(asked.Groups["window"].Value, CultureInfo.InvariantCulture);

    private static JsonObject Value(JsonObject metric, double value) => new() { ["metric"] = metric, ["value"] = new JsonArray(1795173281.5, Text(value)) };

    private static string Text(double value) => double.IsPositiveInfinity(value) ? "+Inf" : double.IsNegativeInfinity(value) ? "-Inf" : value.ToString("R", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^sum (?<by>by \(le\) )?\((?<function>rate|increase|count_over_time)\((?<series>.+)\[(?<window>\d+)s\]\)\)(?<factor> \* 100)?\z|^sum\((?<function>rate|increase|count_over_time)\((?<series>.+)\[(?<window>\d+)s\]\)\)(?<factor> \* 100)?\z", RegexOptions.ExplicitCapture | RegexOptions.Singleline, 1000)]
    private static partial Regex Question();

    private sealed record GrownSeries(
        string Name, IReadOnlyDictionary<string, string> Labels, double Grown, int Samples, (int Rule, double Left, double Right, double Count)[] Native);
}
