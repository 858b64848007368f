using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fabrik.Core.Time;
using Fabrik.Laos.Sources.Http;
using Fabrik.Laos.Sources.Json;

namespace Fabrik.Laos.Sources.Pyroscope;

/// <summary>Pyroscope's querier over Connect's JSON: times in milliseconds, 64-bit numbers as strings, <c>{}</c> for nothing.</summary>
internal sealed class PyroscopeApi(BackendClient client)
{
    // Beyond this many nodes the server folds the rest into one named "other".
    private const int MaxNodes = 65_536;

    public async Task<IReadOnlySet<string>> LabelNamesAsync(string? selector, UnixTime since, UnixTime until, CancellationToken cancellation)
    {
        var body = Between(since, until);
        if (selector is not null) body["matchers"] = new JsonArray(selector);
        return (await PostAsync("LabelNames", body, cancellation)).Texts("names").ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Profile types with samples, in ordinal order.</summary>
    public async Task<IReadOnlyList<string>> TypesAsync(string selector, UnixTime since, UnixTime until, CancellationToken cancellation)
    {
        const string label = "__profile_type__";
        var body = Between(since, until);
        body["matchers"] = new JsonArray(selector);
        body["labelNames"] = new JsonArray(label);
        var labels = (await PostAsync("Series", body, cancellation)).ItemsOf("labelsSet").SelectMany(s => s.ItemsOf("labels"));
        return [.. labels.Where(l => l.TextOf("name") == label).Select(l => l.TextOf("value")).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
    }

    public async Task<Flamegraph> MergeAsync(string type, string selector, UnixTime since, UnixTime until, CancellationToken cancellation)
    {
        var body = Between(since, until);
        (body["profileTypeID"], body["labelSelector"], body["maxNodes"]) = (type, selector, MaxNodes);
        return Flamegraph.Read((await PostAsync("SelectMergeStacktraces", body, cancellation)).Field("flamegraph"));
    }

    /// <summary>When samples of the type were last taken, to 15 s; null for none.</summary>
    public async Task<UnixTime?> LastAsync(string type, string selector, UnixTime since, UnixTime until, CancellationToken cancellation)
    {
        var body = Between(since, until);
        (body["profileTypeID"], body["labelSelector"], body["step"]) = (type, selector, 15);
        var points = (await PostAsync("SelectSeries", body, cancellation)).ItemsOf("series").SelectMany(s => s.ItemsOf("points"));
        var last = points.Where(p => p.Number("value") > 0).Max(p => p.Count("timestamp"));
        return last is { } ms and < long.MaxValue / 1_000_000 ? UnixTime.FromNanoseconds(ms * 1_000_000) : null;
    }

    public async Task<(string? Version, TimeSpan? ClockSkew)> VersionAsync(CancellationToken cancellation)
    {
        var answer = await client.GetAsync("api/v1/status/buildinfo", cancellation);
        return (answer.Json()?.Field("data")?.TextOf("version") ?? answer.Json()?.TextOf("version"), answer.ClockSkew);
    }

    private static JsonObject Between(UnixTime since, UnixTime until) => new() { ["start"] = Milliseconds(since), ["end"] = Milliseconds(until) };

    private static string Milliseconds(UnixTime time) => (time.Nanoseconds / 1_000_000).ToString(CultureInfo.InvariantCulture);

    private async Task<JsonElement> PostAsync(string method, JsonObject body, CancellationToken cancellation)
    {
        var answer = await client.PostJsonAsync("querier.v1.QuerierService/" + method, body.ToJsonString(), cancellation);
        if (answer.Json() is not { ValueKind: JsonValueKind.Object } json)
            throw Failed($"answered {method} with {(int)answer.Status} and what is not JSON: {answer.Excerpt}");
        return answer.IsSuccess ? json : throw Failed($"answered {method} with {(int)answer.Status} {json.TextOf("code")}: {json.TextOf("message")}");
    }

    private SourceUnreachableException Failed(string what) =>
        new(PyroscopeSource.SourceName, $"{PyroscopeSource.SourceName}: {client.Url} {what}", "check sources.pyroscope.url");
}
