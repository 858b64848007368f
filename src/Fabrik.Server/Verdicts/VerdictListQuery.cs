using Fabrik.Core.Scope;
using Fabrik.Core.Text;
using Fabrik.Core.Verdicts;
using Fabrik.Server.Http;
using Fabrik.Store.Verdicts;

namespace Fabrik.Server.Verdicts;

/// <summary>The filters of <c>GET /v1/verdicts</c> and of a run's verdicts.</summary>
internal static class VerdictListQuery
{
    private static readonly QueryParameter Kind = new("kind", $"Of this judge; {VerdictKind.Lint} where it is absent.") { Values = VerdictKind.All };
    private static readonly QueryParameter Limit = new("limit", "How many; 50 where it is absent.") { Min = 1, Max = VerdictQuery.MaxLimit };
    private static readonly QueryParameter Cursor = new("cursor", "next_cursor of the page before.");

    public static QueryParameter[] Parameters { get; } =
    [
        Kind,
        new("since", "Only verdicts concluded at this time or later.") { IsTime = true },
        new("until", "Only verdicts concluded before this time.") { IsTime = true },
        new("status", "Any of these.") { Repeats = true, Values = [.. WireName.All<VerdictStatus>()] },
        new("service", "Only verdicts on this service."),
        new("agent", "Only verdicts on this agent."),
        new("env", "Only verdicts on this environment."),
        Limit,
        Cursor,
    ];

    public static QueryParameter[] OfRunParameters { get; } = [Kind, Limit, Cursor];

    public static VerdictQuery Read(QueryReader query) => OfRun(query, run: null) with
    {
        Since = query.Time("since"),
        Until = query.Time("until"),
        Statuses = Statuses(query),
        Service = query.Text("service"),
        Agent = query.Text("agent"),
        Env = query.Text("env"),
    };

    public static VerdictQuery OfRun(QueryReader query, RunId? run) => new()
    {
        Kind = KindOf(query),
        Run = run,
        Limit = (int)(query.Number("limit") ?? 50),
        After = After(query),
    };

    private static string KindOf(QueryReader query)
    {
        var kind = query.Text("kind") ?? VerdictKind.Lint;
        if (!VerdictKind.All.Contains(kind)) query.Fail("kind", $"expected one of {string.Join(", ", VerdictKind.All)}");
        return kind;
    }

    private static List<VerdictStatus> Statuses(QueryReader query)
    {
        List<VerdictStatus> statuses = [];
        foreach (var text in query.Texts("status"))
        {
            if (!WireName.TryParse<VerdictStatus>(text, out var status))
                query.Fail("status", $"expected one of {string.Join(", ", WireName.All<VerdictStatus>())}");
            else if (!statuses.Contains(status)) statuses.Add(status);
        }

        return statuses;
    }

    private static VerdictCursor? After(QueryReader query)
    {
        if (query.Text("cursor") is not { } text) return null;
        if (VerdictCursorText.Read(text) is { } cursor) return cursor;
        query.Fail("cursor", "is not a cursor of this API: take next_cursor of the page before");
        return null;
    }
}
