using System.Text.Json.Nodes;

namespace Fabrik.Laos.Load;

/// <summary>A load test as one line of JSON.</summary>
public static class LoadRunJson
{
    public static string Write(LoadRun run)
    {
        var load = run.Outcome;
        return new JsonObject
        {
            ["run_id"] = run.Scope.Run?.Value,
            ["service"] = run.Scope.Service,
            ["agent"] = run.Scope.Agent,
            ["env"] = run.Scope.Env,
            ["since"] = run.Since.ToString(),
            ["until"] = run.Until.ToString(),
            ["tool"] = load.Tool,
            ["version"] = load.Version,
            ["target"] = load.Target,
            ["fingerprint"] = load.Fingerprint,
            ["sent"] = load.Sent,
            ["failed"] = load.Failed,
            ["error_statuses"] = load.ErrorStatuses,
            ["latency_ms"] = new JsonObject(load.Latency.Select(l => KeyValuePair.Create(l.Key, (JsonNode?)l.Value))),
            ["crossed"] = new JsonArray([.. load.Crossed.Select(c => (JsonNode)c)]),
            ["exit_code"] = load.ExitCode,
            ["problem"] = load.Problem,
        }.ToJsonString();
    }
}
