using System.Text.Json;
using Fabrik.Core.Time;
using Fabrik.Laos.Sources.Json;

namespace Fabrik.Laos.Sources.Sentry;

/// <summary>
/// Issues by search, then the events of each: for a Sentry without the event table, and for GlitchTip, whose issues are searched by plain
/// <c>key:"value"</c> and whose events are listed below <c>/issues/{id}/events/</c> without a search of their own.
/// An issue's own count is over its life and is never used. After the APIs' documentation; not checked against a live server.
/// </summary>
internal sealed class IssueEvents(SentryApi api, string organisation, string? projectId, bool glitchtip) : IErrorReader
{
    private const int MaxPages = 50;

    /// <summary>Events read in one go; a run with more is covered in part.</summary>
    private const int MaxEvents = 5000;

    private string Issues => $"api/0/organizations/{Uri.EscapeDataString(organisation)}/issues/";

    public async Task<ErrorReading?> ReadAsync(ErrorQuestion question, CancellationToken cancellation)
    {
        var (tally, read, whole) = (new ErrorTally(), 0, true);
        string? cursor = null;
        for (var page = 0; page < MaxPages && whole; page++)
        {
            if (await api.PageAsync(Issues, IssueQuery(question), cursor, cancellation) is not { } found)
            {
                if (page == 0) return null;
                whole = false;
                break;
            }

            foreach (var issue in found.Root.Items())
            {
                if (issue.Id("id") is not { } id || (issue.Time("lastSeen") is { } seen && seen < question.Since)) continue;
                (read, var all) = await AddEventsAsync(tally, question, issue, id, read, cancellation);
                whole &= all;
            }

            cursor = found.Next;
            if (cursor is null) break;
        }

        return Reading(tally, question, whole && cursor is null);
    }

    private async Task<(int Read, bool Whole)> AddEventsAsync(
        ErrorTally tally, ErrorQuestion question, JsonElement issue, string id, int read, CancellationToken cancellation)
    {
        string? cursor = null;
        for (var pages = 0; pages < MaxPages; pages++)
        {
            if (read >= MaxEvents || await EventPageAsync(question, id, cursor, cancellation) is not { } page) return (read, false);
            var older = false;
            foreach (var item in page.Root.Items())
            {
                read++;
                var (tags, at) = (item.Tags(), item.Time("dateCreated"));
                older |= at < question.Since;
                if (EventFilter.Matches(question, tags, at, null, asked: !glitchtip)) Add(tally, issue, id, item, at!.Value, tags);
            }

            // Events come newest first.
            cursor = page.Next;
            if (older || cursor is null) return (read, true);
        }

        return (read, false);
    }

    // Old servers list an issue's events below the issue alone.
    private async Task<SentryPage?> EventPageAsync(ErrorQuestion question, string id, string? cursor, CancellationToken cancellation)
    {
        var (issue, query) = (Uri.EscapeDataString(id), EventQuery(question));
        return (glitchtip ? null : await api.PageAsync($"{Issues}{issue}/events/", query, cursor, cancellation))
            ?? await api.PageAsync($"api/0/issues/{issue}/events/", query, cursor, cancellation);
    }

    private static void Add(ErrorTally tally, JsonElement issue, string id, JsonElement item, UnixTime at, IReadOnlyDictionary<string, string>? tags) => tally.Add(
        id,
        issue.TextOf("title") ?? item.TextOf("title") ?? "error",
        issue.TextOf("culprit") is { Length: > 0 } culprit ? culprit : null,
        1,
        at,
        EventFilter.TraceOf(item, tags),
        issue.TextOf("permalink"));

    private ErrorReading Reading(ErrorTally tally, ErrorQuestion question, bool whole)
    {
        var query = Search(question);
        return new ErrorReading(
            tally.Groups(),
            whole ? 1 : 0,
            whole ? null : $"the events of some issues could not all be read (at most {MaxEvents} are): at least {tally.Total} are of the run",
            query,
            glitchtip ? "GlitchTip search" : "Sentry search",
            new Uri(api.Url, $"{(glitchtip ? $"{organisation}/issues" : $"organizations/{organisation}/issues/")}?query={Uri.EscapeDataString(query)}").AbsoluteUri,
            "errors are counted by reading the events of the issues that match");
    }

    private string Search(ErrorQuestion question) => glitchtip ? SentrySearch.Plain(question.Tags) : SentrySearch.Of(question.Tags);

    // Without a query the server would leave out resolved issues.
    private List<KeyValuePair<string, string>> IssueQuery(ErrorQuestion question)
    {
        List<KeyValuePair<string, string>> query = [new("query", Search(question)), new("limit", "100")];
        if (!glitchtip) query.AddRange([new("sort", "date"), .. Window(question)]);
        if (projectId is not null) query.Add(new("project", projectId));
        if (question.Environment is { } environment) query.Add(new("environment", environment));
        return query;
    }

    private List<KeyValuePair<string, string>> EventQuery(ErrorQuestion question)
    {
        if (glitchtip) return [];
        List<KeyValuePair<string, string>> query = [new("query", Search(question)), .. Window(question)];
        if (question.Environment is { } environment) query.Add(new("environment", environment));
        return query;
    }

    private static KeyValuePair<string, string>[] Window(ErrorQuestion question) =>
        [new("start", SentryFields.Stamp(question.Since)), new("end", SentryFields.StampAfter(question.Until))];
}
