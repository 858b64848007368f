using System.Text.Json.Nodes;
using Fabrik.Core.Scope;

namespace Fabrik.Laos.Load;

/// <summary>What every request of a run carries, beside a <c>traceparent</c> of its own.</summary>
internal static class RunHeaders
{
    /// <summary>W3C baggage: values percent-encoded, what is unknown left out.</summary>
    public static string Baggage(RunScope scope) => string.Join(',', Labels(scope).Select(l => $"{l.Key}={Uri.EscapeDataString(l.Value)}"));

    /// <summary><c>run_id</c>, <c>agent</c> and <c>env</c>, in this order, as far as they are known.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Labels(RunScope scope)
    {
        (string Key, string? Value)[] all = [("run_id", scope.Run?.Value), ("agent", scope.Agent), ("env", scope.Env)];
        return [.. all.Where(l => !string.IsNullOrEmpty(l.Value)).Select(l => KeyValuePair.Create(l.Key, l.Value!))];
    }

    /// <summary><c>RUN_ID</c>, <c>AGENT</c>, <c>ENV</c>, for the tool's process.</summary>
    public static Dictionary<string, string> Variables(RunScope scope) =>
        Labels(scope).ToDictionary(l => l.Key.ToUpperInvariant(), l => l.Value, StringComparer.Ordinal);

    /// <summary>The settings of the scripts below this folder.</summary>
    public static JsonObject Settings(LoadPlan plan) => new()
    {
        ["run_id"] = plan.Run.Value,
        ["baggage"] = Baggage(plan.Scope),
        ["host"] = plan.BaseUrl.IdnHost.ToLowerInvariant(),
        ["port"] = plan.BaseUrl.Port,
        ["subdomains"] = plan.BaseUrl.HostNameType == UriHostNameType.Dns,
        ["tags"] = new JsonObject(Labels(plan.Scope).Select(l => KeyValuePair.Create(l.Key, (JsonNode?)l.Value))),
    };
}
