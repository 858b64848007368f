using System.Text.Json;
using System.Text.Json.Nodes;
using Fabrik.Core.Text;
using Fabrik.Laos.Fleet;

namespace Fabrik.Laos.Reports;

/// <summary>The fleet as one JSON document.</summary>
public static class FleetJson
{
    private static readonly JsonSerializerOptions Layout = new() { WriteIndented = true, NewLine = "\n" };

    public static string Write(FleetSummary fleet) => new JsonObject
    {
        ["since"] = fleet.Since.ToString(),
        ["until"] = fleet.Until.ToString(),
        ["total"] = Counts(fleet.Total),
        ["agents"] = new JsonArray([.. fleet.Agents.Select(Counts)]),
        ["runs"] = new JsonArray([.. fleet.Runs.Select(Run)]),
    }.ToJsonString(Layout) + "\n";

    private static JsonNode Counts(FleetCounts counts) => new JsonObject
    {
        ["agent"] = counts.Agent,
        ["runs"] = counts.Runs,
        ["pass"] = counts.Pass,
        ["fail"] = counts.Fail,
        ["inconclusive"] = counts.Inconclusive,
        ["error"] = counts.Error,
    };

    private static JsonNode Run(FleetRun run) => new JsonObject
    {
        ["run_id"] = run.Run.Value,
        ["service"] = run.Service,
        ["agent"] = run.Agent,
        ["env"] = run.Env,
        ["verdict"] = WireName.Of(run.Verdict),
        ["started_at"] = run.StartedAt.ToString(),
        ["worst"] = run.Worst is { } worst ? new JsonObject { ["metric"] = worst.Metric, ["value"] = worst.Value, ["limit"] = worst.Limit, ["unit"] = worst.Unit } : null,
    };
}
