using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Fabrik.Laos.Tests.Doubles.Pyroscope;

/// <summary>Pyroscope 2 as recorded: Connect's JSON, 64-bit numbers as strings, <c>{}</c> for nothing and for whoever names no service.</summary>
internal sealed class PyroscopeDouble : IAsyncDisposable
{
    public const string Cpu = "process_cpu:cpu:nanoseconds:cpu:nanoseconds";

    private readonly List<Profile> _profiles = [];
    private LoopbackServer _server = null!;

    public string Url => _server.Url;

    public IEnumerable<string> Requests => _server.Requests;

    /// <param name="stacks">Function names from the root, separated by ';', with their own cost.</param>
    public void Add(IReadOnlyDictionary<string, string> labels, DateTimeOffset at, IReadOnlyDictionary<string, long> stacks, string type = Cpu)
    {
        lock (_profiles) _profiles.Add(new Profile(labels, at, stacks, type));
    }

    public async Task<PyroscopeDouble> StartAsync()
    {
        _server = await LoopbackServer.StartAsync(AnswerAsync);
        return this;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Path == "/api/v1/status/buildinfo")
        {
            await context.SendAsync(200, """{"status":"success","data":{"version":"2.0.1"}}""");
            return;
        }

        var body = JsonNode.Parse(await context.BodyAsync())!;
        if (body["start"] is null || body["end"] is null)
        {
            await context.SendAsync(400, """{"code":"invalid_argument","message":"missing time range in the query"}""");
            return;
        }

        Profile[] found;
        lock (_profiles) found = [.. Selected(body)];
        JsonObject answer = found.Length == 0 ? [] : context.Request.Path.Value!.Split('/')[^1] switch
        {
            "LabelNames" => new() { ["names"] = Strings(found.SelectMany(p => p.Labels.Keys).Append("__profile_type__").Distinct().Order(StringComparer.Ordinal)) },
            "Series" => Series(found, [.. body["labelNames"]!.AsArray().Select(n => n!.GetValue<string>())]),
            "SelectMergeStacktraces" => new() { ["flamegraph"] = Flame(found) },
            "SelectSeries" => new()
            {
                ["series"] = new JsonArray(new JsonObject
                {
                    ["labels"] = new JsonArray(),
                    ["points"] = new JsonArray([.. found.Select(p => (JsonNode)new JsonObject { ["value"] = p.Stacks.Values.Sum(), ["timestamp"] = Milliseconds(p.At) })]),
                }),
            },
            var method => throw new InvalidOperationException(method),
        };
        await context.SendJsonAsync(answer);
    }

    private IEnumerable<Profile> Selected(JsonNode body)
    {
        var selector = body["labelSelector"]?.GetValue<string>() ?? body["matchers"]?.AsArray().FirstOrDefault()?.GetValue<string>();
        if (selector is null) return [];
        var labels = SelectorText.Parse(selector);
        var (start, end, type) = (Number(body["start"]!), Number(body["end"]!), body["profileTypeID"]?.GetValue<string>());
        return !labels.ContainsKey("service_name")
            ? []
            : _profiles.Where(p => labels.All(l => p.Labels.GetValueOrDefault(l.Key) == l.Value) && p.At.ToUnixTimeMilliseconds() is var at && at >= start && at <= end && (type is null || type == p.Type));
    }

    private static JsonObject Series(Profile[] found, string[] names) => new()
    {
        ["labelsSet"] = new JsonArray([.. found.Select(p => (JsonNode)new JsonObject
        {
            ["labels"] = new JsonArray([.. names
                .Select(n => (Name: n, Value: n == "__profile_type__" ? p.Type : p.Labels.GetValueOrDefault(n)))
                .Where(l => l.Value is not null)
                .Select(l => (JsonNode)new JsonObject { ["name"] = l.Name, ["value"] = l.Value })]),
        })]),
    };

    // One level for each depth; a stack is not merged with its like, which the format allows.
    private static JsonObject Flame(Profile[] found)
    {
        var stacks = found.SelectMany(p => p.Stacks).ToArray();
        string[] names = ["total", .. stacks.SelectMany(s => s.Key.Split(';')).Distinct()];
        var total = stacks.Sum(s => s.Value);
        List<JsonNode> levels = [Level([0, total, 0, 0])];
        for (var depth = 0; depth < stacks.Max(s => s.Key.Split(';').Length); depth++)
        {
            List<long> values = [];
            long gap = 0;
            foreach (var (stack, self) in stacks)
            {
                var functions = stack.Split(';');
                if (functions.Length <= depth) gap += self;
                else
                {
                    values.AddRange([gap, self, functions.Length == depth + 1 ? self : 0, Array.IndexOf(names, functions[depth])]);
                    gap = 0;
                }
            }

            levels.Add(Level(values));
        }

        return new JsonObject { ["names"] = Strings(names), ["levels"] = new JsonArray([.. levels]), ["total"] = Text(total), ["maxSelf"] = Text(stacks.Max(s => s.Value)) };
    }

    private static JsonObject Level(IEnumerable<long> values) => new() { ["values"] = Strings(values.Select(Text)) };

    private static JsonArray Strings(IEnumerable<string> texts) => new([.. texts.Select(t => (JsonNode)t)]);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Milliseconds(DateTimeOffset at) => Text(at.ToUnixTimeMilliseconds());

    private static long Number(JsonNode node) => long.Parse(node.GetValue<string>(), CultureInfo.InvariantCulture);

    private sealed record Profile(IReadOnlyDictionary<string, string> Labels, DateTimeOffset At, IReadOnlyDictionary<string, long> Stacks, string Type);
}
