using System.Text.Json.Nodes;
using Fabrik.Cli.Terminal;
using Fabrik.Cli.Verbs.Runs;
using Fabrik.Core.Verdicts;

namespace Fabrik.Cli.Mcp;

internal sealed class RunsGetTool(ServerScope scope) : VerbTool(
    scope,
    new RunsShowVerb(scope.Environment),
    "runs_get",
    "What happened in a run: status, error, cost, and its steps in order? Needs a run. `inconclusive` means that the store knows no such run, which proves nothing about it.",
    ["found", "not_found"],
    Reads,
    "run, and the first steps[].",
    ToolField.Run with { Required = true },
    new ToolField("spans", FieldType.Flag, "Also the infrastructure spans."),
    new ToolField("steps", FieldType.Number, "At most so many steps, from the first on.") { Min = 0, Max = 1000, Default = 100 })
{
    protected override IEnumerable<string> CommandLine(ToolInput input, Screen screen) => [.. input.Options("spans"), "--", input.Text("run")!];

    protected override string? Next(ExitCode code) => code == ExitCode.Pass ? null : "Ask runs_list for the ids there are.";

    /// <summary>An agent reads whole answers: a long run is cut, and the cut is said.</summary>
    protected override IEnumerable<string> Reasons(JsonObject result, ToolInput input)
    {
        var (steps, most) = (result["steps"]!.AsArray(), (int)input.Number("steps")!.Value);
        if (steps.Count <= most) return [];
        var all = steps.Count;
        steps.RemoveRange(most, all - most);
        return [$"the first {most} of {all} steps: ask for more with `steps`"];
    }
}
