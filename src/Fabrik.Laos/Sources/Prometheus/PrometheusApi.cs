using Fabrik.Core.Time;
using Fabrik.Laos.Sources.Http;
using Fabrik.Laos.Sources.Json;
using Fabrik.Laos.Sources.Selectors;

namespace Fabrik.Laos.Sources.Prometheus;

/// <summary>The three calls of Prometheus' HTTP API that are needed.</summary>
internal sealed class PrometheusApi(BackendClient client)
{
    /// <summary>An instant query, posted as a form: selectors may be longer than a URL.</summary>
    public async Task<PromAnswer> QueryAsync(string query, UnixTime? at, CancellationToken cancellation)
    {
        List<KeyValuePair<string, string>> form = [new("query", query)];
        if (at is { } time) form.Add(new("time", UnixSeconds.Of(time)));
        return Read(await client.PostFormAsync("api/v1/query", form, cancellation));
    }

    /// <summary>Label names of the series that match.</summary>
    public async Task<IReadOnlySet<string>> LabelNamesAsync(string selector, UnixTime since, UnixTime until, CancellationToken cancellation)
    {
        var answer = await client.PostFormAsync(
            "api/v1/labels", [new("match[]", selector), new("start", UnixSeconds.Of(since)), new("end", UnixSeconds.Of(until))], cancellation);
        _ = Read(answer);
        return answer.Json() is { } json ? json.Texts("data").ToHashSet(StringComparer.Ordinal) : new HashSet<string>(StringComparer.Ordinal);
    }

    public async Task<(string? Version, TimeSpan? ClockSkew)> VersionAsync(CancellationToken cancellation)
    {
        var answer = await client.GetAsync("api/v1/status/buildinfo", cancellation);
        return (answer.Json()?.Field("data")?.TextOf("version"), answer.ClockSkew);
    }

    private PromAnswer Read(BackendAnswer answer) => PromAnswer.Read(answer.Json()) switch
    {
        null => throw Failed($"answered {(int)answer.Status} with what is not Prometheus' JSON: {answer.Excerpt}"),
        { Error: { } error } => throw Failed($"answered {(int)answer.Status} {error}"),
        var read => read,
    };

    private SourceUnreachableException Failed(string what) => new(
        PrometheusSource.SourceName, $"{PrometheusSource.SourceName}: {client.Url} {what}", "check sources.prometheus.url and the metric names below it");
}
