using Fabrik.Core.Runs;
using Fabrik.Core.Text;
using Fabrik.Server.Http;
using Fabrik.Store.Runs;

namespace Fabrik.Server.Runs;

/// <summary>The filters of <c>GET /v1/runs</c>.</summary>
internal static class RunListQuery
{
    public static QueryParameter[] Parameters { get; } =
    [
        new("since", "Only runs that started at this time or later.") { IsTime = true },
        new("until", "Only runs that started before this time.") { IsTime = true },
        new("status", "Any of these.") { Repeats = true, Values = [.. WireName.All<RunStatus>()] },
        new("tool", "Only runs that called this tool."),
        new("model", "Only runs that called this model."),
        new("service", "Only runs of this service."),
        new("agent", "Only runs of this agent."),
        new("env", "Only runs in this environment."),
        new("release", "Only runs of this release."),
        new("session_id", "Only runs of this session."),
        new("tag", "Written key=value; a run must carry all of them.") { Repeats = true },
        new("limit", "How many; 50 where it is absent.") { Min = 1, Max = RunQuery.MaxLimit },
        new("cursor", "next_cursor of the page before."),
    ];

    public static RunQuery Read(QueryReader query) => new()
    {
        Since = query.Time("since"),
        Until = query.Time("until"),
        Statuses = Statuses(query),
        Tool = query.Text("tool"),
        Model = query.Text("model"),
        Service = query.Text("service"),
        Agent = query.Text("agent"),
        Env = query.Text("env"),
        Release = query.Text("release"),
        SessionId = query.Text("session_id"),
        Tags = Tags(query),
        Limit = (int)(query.Number("limit") ?? 50),
        After = After(query),
    };

    private static List<RunStatus> Statuses(QueryReader query)
    {
        List<RunStatus> statuses = [];
        foreach (var text in query.Texts("status"))
        {
            if (!WireName.TryParse<RunStatus>(text, out var status)) query.Fail("status", $"expected one of {string.Join(", ", WireName.All<RunStatus>())}");
            else if (!statuses.Contains(status)) statuses.Add(status);
        }

        return statuses;
    }

    private static Dictionary<string, string> Tags(QueryReader query)
    {
        Dictionary<string, string> tags = new(StringComparer.Ordinal);
        foreach (var text in query.Texts("tag"))
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1) query.Fail("tag", "expected key=value");
            else if (!tags.TryAdd(text[..equals], text[(equals + 1)..])) query.Fail("tag", $"names the key '{text[..equals]}' more than once");
        }

        if (tags.Count > RunDeclarationBody.MaxTags) query.Fail("tag", $"is given {tags.Count} times; at most {RunDeclarationBody.MaxTags} are allowed");
        return tags;
    }

    private static RunCursor? After(QueryReader query)
    {
        if (query.Text("cursor") is not { } text) return null;
        if (RunCursorText.Read(text) is { } cursor) return cursor;
        query.Fail("cursor", "is not a cursor of this API: take next_cursor of the page before");
        return null;
    }
}
