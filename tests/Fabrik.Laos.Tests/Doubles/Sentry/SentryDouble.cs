using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Fabrik.Laos.Tests.Doubles.Sentry;

/// <summary>
/// Sentry's web API after its documentation: event table, issue search, raw events, Link paging, rate-limit headers, envelopes.
/// As GlitchTip it has no event table, searches by <c>key:"value"</c> and lists an issue's events without a search.
/// </summary>
internal sealed class SentryDouble : IAsyncDisposable
{
    public const string Token = "sntryu_test";
    public const string Key = "0123456789abcdef0123456789abcdef";

    private readonly ConcurrentQueue<ErrorEvent> _events = [];
    private readonly ConcurrentDictionary<string, int> _issues = new(StringComparer.Ordinal);
    private LoopbackServer _server = null!;
    private int _running;

    public string Url => _server.Url;

    public string Dsn => Url.Replace("http://", $"http://{Key}@", StringComparison.Ordinal) + "/2";

    public IEnumerable<string> Requests => _server.Requests.Select(Uri.UnescapeDataString);

    public bool Glitchtip { get; init; }

    public bool HasEventTable { get; init; } = true;

    public bool HasIssueSearch { get; init; } = true;

    public int PageSize { get; init; } = 100;

    /// <summary>Envelopes are taken but never shown.</summary>
    public bool LosesEnvelopes { get; init; }

    /// <summary>Answers 429 this many times first, each asking for no wait.</summary>
    public int Refusals { get; set; }

    /// <summary>The most requests that were ever in progress at once.</summary>
    public int MostAtOnce { get; private set; }

    /// <summary>Sent as the remaining allowance with a reset this long after <see cref="Some.AfterTheRun"/>; null for plenty.</summary>
    public TimeSpan? AllowanceRenewedIn { get; init; }

    public void Add(params ReadOnlySpan<ErrorEvent> events)
    {
        foreach (var e in events)
        {
            _issues.GetOrAdd(e.Title, _ => 100 + _issues.Count);
            _events.Enqueue(e);
        }
    }

    public async Task<SentryDouble> StartAsync()
    {
        _server = await LoopbackServer.StartAsync(AnswerAsync);
        return this;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _running));
        try
        {
            await RouteAsync(context);
        }
        finally
        {
            Interlocked.Decrement(ref _running);
        }
    }

    private async Task RouteAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!.Trim('/').Split('/');
        if (path is ["api", var project, "envelope"])
        {
            await IngestAsync(context, project);
            return;
        }

        if (context.Request.Headers.Authorization != $"Bearer {Token}")
        {
            await context.SendAsync(401, """{"detail":"Authentication credentials were not provided."}""");
            return;
        }

        if (Refusals > 0)
        {
            Refusals--;
            context.Response.Headers.RetryAfter = "0";
            await context.SendAsync(429, """{"detail":"You are attempting to use this endpoint too frequently."}""");
            return;
        }

        context.Response.Headers["X-Sentry-Rate-Limit-Remaining"] = AllowanceRenewedIn is null ? "39" : "0";
        context.Response.Headers["X-Sentry-Rate-Limit-Reset"] =
            (Some.AfterTheRun.GetUtcNow() + (AllowanceRenewedIn ?? TimeSpan.Zero)).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        await (path switch
        {
            ["api", "0"] => context.SendAsync(200, """{"version":"0","auth":{"scopes":["event:read","org:read","project:read"]},"user":{"id":"1"}}"""),
            ["api", "0", "projects", "acme", "shop"] => context.SendJsonAsync(new { id = "2", slug = "shop" }),
            ["api", "0", "organizations", "acme", "events"] when HasEventTable && !Glitchtip => TableAsync(context),
            ["api", "0", "organizations", "acme", "issues"] when HasIssueSearch => IssuesAsync(context),
            ["api", "0", "organizations", "acme", "issues", var issue, "events"] when HasIssueSearch && !Glitchtip => IssueEventsAsync(context, issue),
            ["api", "0", "issues", var issue, "events"] when Glitchtip => PageAsync(context, _events.Where(e => IssueOf(e) == issue).OrderByDescending(e => e.At).Select(Listed)),
            ["api", "0", "projects", "acme", "shop", "events"] => PageAsync(context, _events.OrderByDescending(e => e.At).Select(Listed)),
            _ => context.SendAsync(404, """{"detail":"The requested resource does not exist"}"""),
        });
    }

    private Task TableAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var fields = query["field"].ToArray();
        if (query["dataset"] != "errors" || query["query"].Count == 0) return context.SendAsync(400, """{"detail":"dataset and query are required"}""");
        var found = Selected(context).ToArray();
        var rows = !fields.Contains("count()")
            ? found.OrderByDescending(e => e.At).Select(e => (object)new Dictionary<string, object?> { ["issue.id"] = int.Parse(IssueOf(e), CultureInfo.InvariantCulture), ["trace"] = e.Trace, ["timestamp"] = Stamp(e.At) })
            : !fields.Contains("issue")
                ? [new Dictionary<string, object?> { ["count()"] = found.Length }]
                : found.GroupBy(e => (e.Title, e.Culprit)).OrderByDescending(g => g.Count()).Select(g => (object)new Dictionary<string, object?>
                {
                    ["issue"] = $"SHOP-{IssueOf(g.First())}",
                    ["issue.id"] = int.Parse(IssueOf(g.First()), CultureInfo.InvariantCulture),
                    ["title"] = g.Key.Title,
                    ["culprit"] = g.Key.Culprit ?? "",
                    ["count()"] = g.Count(),
                    ["last_seen()"] = Stamp(g.Max(e => e.At)),
                });
        return PageAsync(context, rows, page => new { data = page, meta = new { fields = new { } } });
    }

    // Counts and dates of an issue are over its whole life, as Sentry's are.
    private Task IssuesAsync(HttpContext context)
    {
        var found = Selected(context).Select(IssueOf).ToHashSet(StringComparer.Ordinal);
        return PageAsync(context, _events.GroupBy(IssueOf).Where(g => found.Contains(g.Key)).Select(g => new
        {
            id = g.Key,
            title = g.First().Title,
            culprit = g.First().Culprit ?? "",
            count = g.Count().ToString(CultureInfo.InvariantCulture),
            firstSeen = Stamp(g.Min(e => e.At)),
            lastSeen = Stamp(g.Max(e => e.At)),
            permalink = $"{Url}/organizations/acme/issues/{g.Key}/",
        }));
    }

    private Task IssueEventsAsync(HttpContext context, string issue) =>
        PageAsync(context, Selected(context).Where(e => IssueOf(e) == issue).OrderByDescending(e => e.At).Select(Listed));

    private IEnumerable<ErrorEvent> Selected(HttpContext context)
    {
        var query = context.Request.Query;
        var tags = SentryQuery.Parse(query["query"].ToString());
        return _events.Where(e =>
            tags.All(t => e.Tags.TryGetValue(t.Key, out var value) && SentryQuery.Matches(t.Value, value))
            && (!query.ContainsKey("environment") || e.Environment == query["environment"])
            && (!query.ContainsKey("start") || (e.At >= Parse(query["start"]!) && e.At < Parse(query["end"]!))));
    }

    private Task PageAsync(HttpContext context, IEnumerable<object> rows, Func<object[], object>? shape = null)
    {
        var from = context.Request.Query["cursor"].ToString() is { Length: > 0 } cursor ? int.Parse(cursor.Split(':')[1], CultureInfo.InvariantCulture) : 0;
        object[] all = [.. rows];
        var more = all.Length > from + PageSize;
        context.Response.Headers["Link"] =
            $"<{Url}/x?cursor=0:0:1>; rel=\"previous\"; results=\"false\"; cursor=\"0:0:1\", <{Url}/x?cursor=0:{from + PageSize}:0>; rel=\"next\"; results=\"{(more ? "true" : "false")}\"; cursor=\"0:{from + PageSize}:0\"";
        object[] page = [.. all.Skip(from).Take(PageSize)];
        return context.SendJsonAsync(shape?.Invoke(page) ?? page);
    }

    private async Task IngestAsync(HttpContext context, string project)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        if (project != "2" || !context.Request.Headers["X-Sentry-Auth"].ToString().Contains($"sentry_key={Key}", StringComparison.Ordinal))
        {
            await context.SendAsync(403, $"Project not found or key incorrect: {Dsn}\n", "text/html; charset=utf-8");
            return;
        }

        if (Envelope.Read(body.ToArray()) is not { } sent)
        {
            await context.SendAsync(400, """{"message":"Header not JSON"}""");
            return;
        }

        if (!LosesEnvelopes && _events.All(e => e.Id != sent.Id)) Add(sent);
        await context.SendJsonAsync(new { id = sent.Id.ToString("N") });
    }

    private object Listed(ErrorEvent e) => new
    {
        id = e.Id.ToString("N"),
        groupID = IssueOf(e),
        title = e.Title,
        message = e.Message,
        dateCreated = Stamp(e.At),
        tags = e.Tags.Concat(e.Trace is null ? [] : [KeyValuePair.Create("trace_id", e.Trace)]).Select(t => new { key = t.Key, value = t.Value }),
    };

    // Issues are numbered by the first appearance of their title.
    private string IssueOf(ErrorEvent e) => _issues[e.Title].ToString(CultureInfo.InvariantCulture);

    private static string Stamp(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'+00:00'", CultureInfo.InvariantCulture);

    private static DateTimeOffset Parse(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
