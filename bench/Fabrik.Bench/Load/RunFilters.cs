using System.Text.Json;
using Fabrik.Bench.Seeding;

namespace Fabrik.Bench.Load;

/// <summary>
/// Every filter of the runs list, alone and combined, over frequent values, rare ones, and values that never meet: those make
/// a store look at the most runs for the fewest answers. Pages are as large as the web's.
/// </summary>
internal static class RunFilters
{
    public const string Page = "/v1/runs?limit=100";
    private static readonly int[] SomeServices = [0, 3, 7, 12, 18];

    public static async Task<IReadOnlyList<RunFilter>> OfAsync(HttpClient client)
    {
        string[] days = [.. Enumerable.Range(1, 5).Select(d => SeededRuns.First.Add(SeededRuns.Span * (d / 6.0)).ToString())];
        var cursors = await Task.WhenAll(days.Select(d => CursorAsync(client, $"&until={d}")));
        return
        [
            new("all", [""]),
            new("since", [.. days.Select(d => $"&since={d}")]),
            new("until", [.. days.Select(d => $"&until={d}")]),
            new("a page far back", [.. cursors.Select(c => $"&cursor={c}")]),
            new("a page far back, service", [.. cursors.Select((c, i) => $"&cursor={c}&{Service(SomeServices[i])}")]),
            new("status", ["&status=ok", "&status=failed", "&status=running", "&status=interrupted", "&status=cancelled"]),
            new("several statuses", ["&status=failed&status=interrupted", "&status=ok&status=failed&status=running"]),
            new("service", Services(Service)),
            new("agent", Services(s => $"agent=agent-{s}-1")),
            new("env", ["&env=prod", "&env=dev"]),
            new("release", [.. Enumerable.Range(0, 5).Select(r => $"&{Release(r * 9)}")]),
            new("session", [.. Enumerable.Range(1, 5).Select(s => $"&session_id=session-{s * 600}")]),
            new("model", Services(s => Model(s, 0))),
            new("tool", Services(s => Tool(s, 0))),
            new("tag, frequent", ["&tag=tier%3Dfree", "&tag=team%3Dteam-0"]),
            new("tag, rare", [.. Enumerable.Range(0, 5).Select(c => $"&{Customer(c * 333)}")]),
            new("a value nobody has", ["&model=nobody", "&tag=customer%3Dnobody"]),
            new("service, env", Services(s => $"{Service(s)}&env=dev")),
            new("service, status", Services(s => $"{Service(s)}&status=failed")),
            new("model, tool", Services(s => $"{Model(s, 0)}&{Tool(s, 0)}")),
            new("env, release, status", [.. Enumerable.Range(0, 5).Select(r => $"&env=staging&{Release(r * 9)}&status=failed")]),
            new("customer, status", [.. Enumerable.Range(0, 5).Select(c => $"&{Customer(c * 333)}&status=failed")]),
            new("tier, customer, env, since", [.. Enumerable.Range(0, 5).Select(c => $"&tag=tier%3Dpro&{Customer(c * 333)}&env=prod&since={days[2]}")]),
            new("two frequent ones that rarely meet", Services(s => $"{Service(s)}&{Release(39 - s)}&tag=tier%3Dpro&status=interrupted")),
            new("two services' values that never meet", ["&service=service-0&model=model-7", "&service=service-1&tool=tool-12", "&tag=team%3Dteam-0&service=service-1", "&model=model-1&tool=tool-15"]),
            new("everything at once", Services(s => $"{Service(s)}&agent=agent-{s}-0&env=prod&{Model(s, 1)}&{Tool(s, 1)}&tag=tier%3Dfree&status=ok&since={days[0]}&until={days[4]}")),
        ];
    }

    private static string[] Services(Func<int, string> query) => [.. SomeServices.Select(s => "&" + query(s))];

    private static string Service(int s) => $"service={SeededRuns.Service(s)}";

    private static string Model(int s, int which) => $"model={SeededRuns.Model(s, which)}";

    private static string Tool(int s, int which) => $"tool={SeededRuns.Tool(s, which)}";

    private static string Release(int r) => $"release={SeededRuns.Release(r)}";

    private static string Customer(int c) => $"tag=customer%3D{SeededRuns.Customer(c)}";

    private static async Task<string> CursorAsync(HttpClient client, string query)
    {
        using var page = JsonDocument.Parse(await client.GetStringAsync(new Uri(Page + query, UriKind.Relative)));
        return Uri.EscapeDataString(page.RootElement.GetProperty("next_cursor").GetString()!);
    }
}
