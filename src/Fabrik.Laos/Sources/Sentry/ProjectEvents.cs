using System.Globalization;
using Fabrik.Laos.Sources.Json;

namespace Fabrik.Laos.Sources.Sentry;

/// <summary>
/// A project's raw events, filtered on our side by their tags: for servers that can neither tabulate nor search.
/// After the API's documentation; not checked against a live server.
/// </summary>
internal sealed class ProjectEvents(SentryApi api, string organisation, string project) : IErrorReader
{
    private const int MaxPages = 50;

    public async Task<ErrorReading?> ReadAsync(ErrorQuestion question, CancellationToken cancellation)
    {
        var path = $"api/0/projects/{Uri.EscapeDataString(organisation)}/{Uri.EscapeDataString(project)}/events/";
        KeyValuePair<string, string>[] query =
            [new("full", "true"), new("start", SentryFields.Stamp(question.Since)), new("end", SentryFields.StampAfter(question.Until))];
        var (tally, read, older) = (new ErrorTally(), 0, false);
        string? cursor = null;
        for (var page = 0; page < MaxPages && !older; page++)
        {
            if (await api.PageAsync(path, query, cursor, cancellation) is not { } found)
            {
                if (page == 0) return null;
                break;
            }

            foreach (var item in found.Root.Items())
            {
                read++;
                var (tags, at) = (item.Tags(), item.Time("dateCreated"));
                older |= at < question.Since;
                if (!EventFilter.Matches(question, tags, at, null, asked: false)) continue;
                var title = item.TextOf("title") ?? item.TextOf("message") ?? "error";
                var culprit = item.TextOf("culprit") is { Length: > 0 } told ? told : tags?.GetValueOrDefault("transaction");
                tally.Add(item.Id("groupID") ?? title, title, culprit, 1, at!.Value, EventFilter.TraceOf(item, tags), null);
            }

            cursor = found.Next;
            if (cursor is null) break;
        }

        var cut = cursor is not null && !older;
        return new ErrorReading(
            tally.Groups(),
            cut ? 0 : 1,
            cut ? string.Create(CultureInfo.InvariantCulture, $"only the newest {read} events of the project were read; {tally.Total} of them match") : null,
            SentrySearch.Of(question.Tags),
            "Sentry search",
            null,
            "errors are counted by reading all events of the project and comparing their tags");
    }
}
