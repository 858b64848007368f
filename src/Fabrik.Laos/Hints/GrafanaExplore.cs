using System.Globalization;
using System.Text.Json.Nodes;
using Fabrik.Core.Time;
using Fabrik.Laos.Config;

namespace Fabrik.Laos.Hints;

/// <summary>
/// Links into Grafana's Explore page (schema 1). Its traps: a pane's key must have exactly three characters of Grafana's own ids and not be a
/// number, times must be strings of epoch milliseconds, and a data source must be a uid; else Explore silently drops what it was given.
/// </summary>
internal static class GrafanaExplore
{
    private const string Pane = "fab";

    /// <param name="type">The data source's type: <c>loki</c>, <c>tempo</c>, <c>prometheus</c>, <c>grafana-pyroscope-datasource</c>.</param>
    /// <param name="name">What the config calls it: <c>loki</c>, <c>tempo</c>, <c>prometheus</c>, <c>pyroscope</c>.</param>
    /// <param name="query">The keys of this type's query beside <c>refId</c> and <c>datasource</c>.</param>
    /// <returns>Null where no Grafana is configured.</returns>
    public static string? Link(GrafanaConfig grafana, string type, string name, JsonObject query, UnixTime since, UnixTime until)
    {
        if (grafana.Url is not { } url) return null;
        var uid = grafana.Datasources.GetValueOrDefault(name);
        var source = new JsonObject { ["type"] = type };
        if (uid is not null) source["uid"] = uid;
        var whole = new JsonObject { ["refId"] = "A", ["datasource"] = source };
        foreach (var (key, value) in query) whole[key] = value?.DeepClone();
        var pane = new JsonObject();
        if (uid is not null) pane["datasource"] = uid;
        pane["queries"] = new JsonArray(whole);
        pane["range"] = new JsonObject { ["from"] = Epoch(since.Nanoseconds / 1_000_000), ["to"] = Epoch((until.Nanoseconds / 1_000_000) + 1) };
        var panes = new JsonObject { [Pane] = pane }.ToJsonString();
        return string.Create(CultureInfo.InvariantCulture, $"{url.TrimEnd('/')}/explore?schemaVersion=1&orgId={grafana.OrgId}&panes={Uri.EscapeDataString(panes)}");
    }

    private static string Epoch(long milliseconds) => milliseconds.ToString(CultureInfo.InvariantCulture);
}
