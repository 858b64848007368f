using System.Text.Json;
using Fabrik.Core.Time;
using Fabrik.Laos.Sources.Json;

namespace Fabrik.Laos.Sources.Sentry;

/// <summary>
/// Bugsink's canonical API, which can't search by tag: issues by last appearance, their events, and each event's tags compared here.
/// Details of an event never change, so that they are read once.
/// </summary>
internal sealed class BugsinkEvents(SentryApi api, string projectId) : IErrorReader
{
    /// <summary>Events read in one go; a window with more is covered in part.</summary>
    private const int MaxEvents = 2000;

    private const int MaxPages = 100;

    private const string Root = "api/canonical/0/";

    // last_seen is the server's time and timestamp the sender's: their clocks may differ.
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(5);

    private readonly Dictionary<string, BugsinkEvent> _known = new(StringComparer.Ordinal);

    public async Task<ErrorReading?> ReadAsync(ErrorQuestion question, CancellationToken cancellation)
    {
        var (tally, read) = (new ErrorTally(), 0);
        string? cursor = null;
        for (var pages = 0; pages < MaxPages; pages++)
        {
            KeyValuePair<string, string>[] query = [new("project", projectId), new("sort", "last_seen"), new("order", "desc")];
            if (await api.PageAsync(Root + "issues/", query, cursor, cancellation) is not { } page)
                return pages == 0 ? null : Reading(tally, question, read, whole: false);
            foreach (var issue in page.Root.ItemsOf("results"))
            {
                if (issue.Id("id") is not { } id) continue;
                if (issue.Time("last_seen") is { } seen && seen < question.Since.Before(Slack)) return Reading(tally, question, read, whole: true);
                (read, var whole) = await AddEventsAsync(tally, question, id, read, cancellation);
                if (!whole) return Reading(tally, question, read, whole: false);
            }

            cursor = page.Next;
            if (cursor is null) return Reading(tally, question, read, whole: true);
        }

        return Reading(tally, question, read, whole: false);
    }

    private async Task<(int Read, bool Whole)> AddEventsAsync(ErrorTally tally, ErrorQuestion question, string issue, int read, CancellationToken cancellation)
    {
        string? cursor = null;
        for (var pages = 0; pages < MaxPages; pages++)
        {
            if (await api.PageAsync(Root + "events/", [new("issue", issue)], cursor, cancellation) is not { } page) return (read, false);
            foreach (var item in page.Root.ItemsOf("results"))
            {
                // Newest first, in the order of arrival.
                if (item.Time("ingested_at") is { } arrived && arrived < question.Since.Before(Slack)) return (read, true);
                if (item.Time("timestamp") is not { } at || at < question.Since || at >= question.Until || item.Id("id") is not { } id) continue;
                if (read >= MaxEvents) return (read, false);
                read++;
                if (await DetailAsync(id, cancellation) is not { } detail) continue;
                if (!EventFilter.Matches(question, detail.Tags, at, detail.Environment, asked: false)) continue;
                var link = new Uri(api.Url, $"issues/issue/{Uri.EscapeDataString(issue)}/event/last/").AbsoluteUri;
                tally.Add(issue, detail.Title, detail.Culprit, 1, at, detail.Trace, link);
            }

            cursor = page.Next;
            if (cursor is null) return (read, true);
        }

        return (read, false);
    }

    // Null for an event that retention has removed since it was listed.
    private async Task<BugsinkEvent?> DetailAsync(string id, CancellationToken cancellation)
    {
        if (_known.TryGetValue(id, out var known)) return known;
        var page = await api.PageAsync($"{Root}events/{Uri.EscapeDataString(id)}/", [], null, cancellation);
        if (page?.Root.Field("data") is not { ValueKind: JsonValueKind.Object } data) return null;
        if (_known.Count >= MaxEvents) _known.Clear();
        return _known[id] = BugsinkEvent.Read(data);
    }

    private ErrorReading Reading(ErrorTally tally, ErrorQuestion question, int read, bool whole) => new(
        tally.Groups(),
        whole ? 1 : 0,
        whole ? null : $"Bugsink can't search by tag, and only {read} events of the window were read; {tally.Total} of them match",
        string.Join(' ', question.Tags.Select(t => $"{t.Key}={t.Value}")),
        "event tags",
        new Uri(api.Url, $"issues/{Uri.EscapeDataString(projectId)}/all/").AbsoluteUri,
        $"Bugsink can't search by tag: errors are counted by comparing the tags of each of the window's events ({read} read, at most {MaxEvents})");
}
