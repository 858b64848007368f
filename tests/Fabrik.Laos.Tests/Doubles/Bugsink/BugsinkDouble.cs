using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Fabrik.Laos.Tests.Doubles.Bugsink;

/// <summary>Bugsink 2.5 as recorded: ingest by envelope, reading by the canonical API only.</summary>
internal sealed class BugsinkDouble : IAsyncDisposable
{
    public const string Token = "0123456789abcdef0123456789abcdef01234567";

    private readonly ConcurrentQueue<ErrorEvent> _events = [];
    private readonly ConcurrentDictionary<string, Guid> _issues = new(StringComparer.Ordinal);
    private LoopbackServer _server = null!;

    public string Url => _server.Url;

    public string Dsn => Url.Replace("http://", "http://481195620d7d45adaff239b2ef51fe92@", StringComparison.Ordinal) + "/1";

    public IEnumerable<string> Requests => _server.Requests;

    public int PageSize { get; init; } = 250;

    public void Add(params ReadOnlySpan<ErrorEvent> events)
    {
        foreach (var e in events) _events.Enqueue(e);
    }

    public async Task<BugsinkDouble> StartAsync()
    {
        _server = await LoopbackServer.StartAsync(AnswerAsync);
        return this;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!.Trim('/').Split('/');
        if (path is ["api", "1", "envelope"])
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            if (Envelope.Read(body.ToArray()) is { } sent && _events.All(e => e.Id != sent.Id)) _events.Enqueue(sent);
            await context.SendJsonAsync(new { id = Guid.NewGuid().ToString("N") });
            return;
        }

        if (path is ["api", "0"])
        {
            await Capture.Read("bugsink-sentry-api-root").SendAsync(context);
            return;
        }

        if (path is not ["api", "canonical", "0", ..])
        {
            await context.SendAsync(404, $"Unimplemented API endpoint: {context.Request.Path}\n", "text/html; charset=utf-8");
            return;
        }

        if (context.Request.Headers.Authorization != $"Bearer {Token}")
        {
            await Capture.Read("bugsink-badtoken").SendAsync(context);
            return;
        }

        await (path switch
        {
            [_, _, _, "projects"] => Capture.Read("bugsink-projects").SendAsync(context),
            [_, _, _, "issues"] when context.Request.Query["project"] == "1" => IssuesAsync(context),
            [_, _, _, "issues"] => Capture.Read("bugsink-issues-noproject").SendAsync(context),
            [_, _, _, "events"] => ListAsync(context, _events.Where(e => IssueOf(e).ToString() == context.Request.Query["issue"]).Reverse().Select(Listed)),
            [_, _, _, "events", var id] when _events.FirstOrDefault(e => e.Id.ToString() == id) is { } found => context.SendJsonAsync(Detail(found)),
            _ => context.SendAsync(404, """{"detail":"No Event matches the given query."}"""),
        });
    }

    private Task IssuesAsync(HttpContext context) => ListAsync(context, _events.GroupBy(IssueOf).OrderByDescending(g => g.Max(e => e.At)).Select(g => new
    {
        id = g.Key,
        friendly_id = "SHOP-1",
        project = 1,
        last_seen = Stamp(g.Max(e => e.At)),
        first_seen = Stamp(g.Min(e => e.At)),
        digested_event_count = g.Count(),
        stored_event_count = g.Count(),
        calculated_type = g.First().Type,
        calculated_value = g.First().Message,
        is_resolved = false,
    }));

    private Task ListAsync(HttpContext context, IEnumerable<object> rows)
    {
        var from = context.Request.Query["cursor"].ToString() is { Length: > 0 } cursor ? int.Parse(cursor, CultureInfo.InvariantCulture) : 0;
        object[] all = [.. rows];
        var next = all.Length > from + PageSize ? $"{Url}{context.Request.Path}?cursor={from + PageSize}&order=desc" : null;
        return context.SendJsonAsync(new { next, previous = (string?)null, results = all.Skip(from).Take(PageSize) });
    }

    private object Listed(ErrorEvent e) => new { id = e.Id, ingested_at = Stamp(e.At), digested_at = Stamp(e.At), issue = IssueOf(e), event_id = e.Id, project = 1, timestamp = Stamp(e.At) };

    private object Detail(ErrorEvent e) => new
    {
        id = e.Id,
        timestamp = Stamp(e.At),
        data = new
        {
            event_id = e.Id.ToString("N"),
            timestamp = Stamp(e.At),
            environment = e.Environment,
            transaction = e.Culprit,
            tags = e.Tags,
            contexts = e.Trace is null ? null : new { trace = new { trace_id = e.Trace } },
            exception = e.Type.Length == 0 ? null : new { values = new[] { new { type = e.Type, value = e.Message } } },
            message = e.Type.Length == 0 ? e.Message : null,
        },
    };

    private Guid IssueOf(ErrorEvent e) => _issues.GetOrAdd(e.Title, _ => Guid.NewGuid());

    private static string Stamp(DateTimeOffset at) => at.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
