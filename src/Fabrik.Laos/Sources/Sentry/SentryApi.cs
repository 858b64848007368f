using System.Globalization;
using System.Net;
using System.Text.Json;
using Fabrik.Laos.Sources.Http;
using Fabrik.Laos.Sources.Json;

namespace Fabrik.Laos.Sources.Sentry;

/// <summary>
/// GET, one at a time: Sentry limits a caller's concurrency, and answers 429 for that too. Where a reply says that the
/// allowance is used up, the next call waits until it is renewed.
/// </summary>
internal sealed class SentryApi(BackendClient client, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim _one = new(1, 1);
    private DateTimeOffset _notBefore = DateTimeOffset.MinValue;

    public Uri Url => client.Url;

    /// <summary>What the server said when it last refused a way of reading; null when it did not.</summary>
    public string? Refusal { get; private set; }

    /// <summary>Null where the server does not know the path, or not the question: 400, 404, 405, 410.</summary>
    /// <param name="path">Relative; its segments escaped.</param>
    public async Task<SentryPage?> PageAsync(string path, IEnumerable<KeyValuePair<string, string>> query, string? cursor, CancellationToken cancellation)
    {
        var pairs = (cursor is null ? query : query.Append(new("cursor", cursor))).Select(p => $"{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(p.Value)}");
        var answer = await GetAsync($"{path}?{string.Join('&', pairs)}", cancellation);
        if (answer.Status is HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed or HttpStatusCode.Gone)
        {
            Refusal = $"{path} answered {(int)answer.Status} ({answer.Json()?.TextOf("detail") ?? answer.Excerpt})";
            return null;
        }

        if (!answer.IsSuccess || answer.Json() is not { ValueKind: JsonValueKind.Object or JsonValueKind.Array } root)
            throw Failed($"{path} answered {(int)answer.Status} with what is not its API's JSON ({answer.ContentType ?? "no content type"})");
        return new SentryPage(root, SentryPaging.FromLink(answer.Headers) ?? SentryPaging.FromUrl(root.TextOf("next")));
    }

    public async Task<BackendAnswer> GetAsync(string pathAndQuery, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            if (_notBefore - time.GetUtcNow() is { Ticks: > 0 } pause) await Task.Delay(pause < LongestPause ? pause : LongestPause, time, cancellation);
            var answer = await client.GetAsync(pathAndQuery, cancellation);
            _notBefore = Renewed(answer) ?? _notBefore;
            return answer;
        }
        finally
        {
            _one.Release();
        }
    }

    public SourceUnreachableException Failed(string what, string? help = null) =>
        new(SentrySource.SourceName, $"{SentrySource.SourceName}: {client.Url} {what}", help ?? "check sources.sentry (url, org, project, flavour)");

    public void Dispose()
    {
        client.Dispose();
        _one.Dispose();
    }

    private static DateTimeOffset? Renewed(BackendAnswer answer) =>
        Header(answer, "X-Sentry-Rate-Limit-Remaining") is 0 && Header(answer, "X-Sentry-Rate-Limit-Reset") is >= 0 and < 100_000_000_000 and var reset
            ? DateTimeOffset.FromUnixTimeSeconds(reset)
            : null;

    private static long? Header(BackendAnswer answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) && long.TryParse(values.First(), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
