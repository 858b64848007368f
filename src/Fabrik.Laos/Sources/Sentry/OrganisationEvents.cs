using System.Text.Json;
using Fabrik.Core.Time;
using Fabrik.Laos.Sources.Json;

namespace Fabrik.Laos.Sources.Sentry;

/// <summary>
/// Sentry's event table, <c>/organizations/{org}/events/</c> with dataset errors: the one way in which the server itself counts
/// a run's events exactly. After the API's documentation; not checked against a live server.
/// </summary>
internal sealed class OrganisationEvents(SentryApi api, string organisation, string? projectId) : IErrorReader
{
    private const int MaxPages = 50;
    private static readonly string[] Grouped = ["issue", "issue.id", "title", "culprit", "count()", "last_seen()"];
    private static readonly string[] Newest = ["issue.id", "trace", "timestamp"];

    private string Path => $"api/0/organizations/{Uri.EscapeDataString(organisation)}/events/";

    public async Task<ErrorReading?> ReadAsync(ErrorQuestion question, CancellationToken cancellation)
    {
        var tally = new ErrorTally();
        string? cursor = null;
        for (var page = 0; page < MaxPages; page++)
        {
            if (await api.PageAsync(Path, Query(question, Grouped, "-count()"), cursor, cancellation) is not { } found)
            {
                if (page == 0) return null;
                break;
            }

            foreach (var row in found.Root.ItemsOf("data")) Add(tally, row);
            cursor = found.Next;
            if (cursor is null) break;
        }

        if (tally.Total > 0) await AddTracesAsync(tally, question, cancellation);
        return Reading(tally, question, cursor is null ? null : await TotalAsync(question, cancellation));
    }

    private void Add(ErrorTally tally, JsonElement row)
    {
        if (row.Count("count()") is not { } count || count == 0) return;
        var (id, title) = (row.Id("issue.id"), row.TextOf("title") ?? row.TextOf("issue") ?? "error");
        var link = id is null ? null : new Uri(api.Url, $"organizations/{Uri.EscapeDataString(organisation)}/issues/{Uri.EscapeDataString(id)}/").ToString();
        tally.Add(id ?? title, title, row.TextOf("culprit") is { Length: > 0 } culprit ? culprit : null, count, row.Time("last_seen()") ?? UnixTime.Zero, null, link);
    }

    private async Task AddTracesAsync(ErrorTally tally, ErrorQuestion question, CancellationToken cancellation)
    {
        var page = await api.PageAsync(Path, Query(question, Newest, "-timestamp"), null, cancellation);
        foreach (var row in page?.Root.ItemsOf("data") ?? [])
        {
            if (row.Id("issue.id") is { } id && SentryFields.Trace(row.TextOf("trace")) is { } trace) tally.Trace(id, trace);
        }
    }

    private async Task<long?> TotalAsync(ErrorQuestion question, CancellationToken cancellation) =>
        (await api.PageAsync(Path, Query(question, ["count()"], "-count()"), null, cancellation))?.Root.ItemsOf("data").Select(r => r.Count("count()")).FirstOrDefault();

    private ErrorReading Reading(ErrorTally tally, ErrorQuestion question, long? total)
    {
        var coverage = total is { } all && all > tally.Total ? (double)tally.Total / all : 1;
        var query = SentrySearch.Of(question.Tags);
        var window = $"start={SentryFields.Stamp(question.Since)}&end={SentryFields.StampAfter(question.Until)}";
        var page = new Uri(api.Url, $"organizations/{Uri.EscapeDataString(organisation)}/issues/?query={Uri.EscapeDataString(query)}&{window}");
        return new ErrorReading(
            tally.Groups(),
            coverage,
            coverage < 1 ? $"only the most frequent groups were read: {tally.Total} of {total} events" : null,
            query,
            "Sentry search",
            page.AbsoluteUri,
            "errors are counted by Sentry's event table");
    }

    private List<KeyValuePair<string, string>> Query(ErrorQuestion question, IEnumerable<string> fields, string sort)
    {
        List<KeyValuePair<string, string>> query = [new("dataset", "errors"), .. fields.Select(f => KeyValuePair.Create("field", f))];
        query.AddRange([new("query", SentrySearch.Of(question.Tags)), new("start", SentryFields.Stamp(question.Since)), new("end", SentryFields.StampAfter(question.Until))]);
        query.AddRange([new("sort", sort), new("per_page", "100")]);
        if (projectId is not null) query.Add(new("project", projectId));
        if (question.Environment is { } environment) query.Add(new("environment", environment));
        return query;
    }
}
