using System.Text.Json.Nodes;
using Fabrik.Cli.Terminal;
using Fabrik.Cli.Verbs.Laos;
using Fabrik.Core.Verdicts;

namespace Fabrik.Cli.Mcp;

internal sealed class LaosCompareTool(ServerScope scope) : VerbTool(
    scope,
    new LaosCompareVerb(scope.Environment),
    "laos_compare",
    "What became worse against baseline runs, by how much, and in which spans, routes and errors? Needs stored runs. With fewer than ten baselines it is `inconclusive`: exploratory, no verdict.",
    ["no_regression", "regression"],
    Reads,
    "The comparison: deltas with intervals, attribution with example traces, noise.",
    ToolField.Run with { Required = true },
    new ToolField("baselines", FieldType.Texts, "Runs of the code before; ten or more may give a verdict. Default: baseline.run of the config."),
    new ToolField("also", FieldType.Texts, "Other runs of the same code as `run`."),
    ToolField.Config)
{
    protected override IEnumerable<string> CommandLine(ToolInput input, Screen screen)
    {
        ConfigBounds.Require(Folder, input.Text("config"), input.Text("run"), screen);
        return [.. input.Options("also", "config"), "--", input.Text("run")!, .. input.Texts("baselines")];
    }

    protected override string? Next(ExitCode code) => code switch
    {
        ExitCode.Pass => null,
        ExitCode.Findings => "Start at result.attribution: the first span or route there carries most of the difference.",
        _ => "Not a pass. Make more runs of both sides under the same load (laos_run), then compare all of them.",
    };

    protected override IEnumerable<string> Reasons(JsonObject result, ToolInput input) =>
        new[] { result["summary"], result["reason"] }.Concat(result["notes"] as JsonArray ?? []).OfType<JsonNode>().Select(t => t.ToString());
}
