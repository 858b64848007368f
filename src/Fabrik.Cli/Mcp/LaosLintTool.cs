using System.Text.Json.Nodes;
using Fabrik.Cli.Terminal;
using Fabrik.Cli.Verbs.Laos;
using Fabrik.Core.Verdicts;

namespace Fabrik.Cli.Mcp;

internal sealed class LaosLintTool(ServerScope scope) : VerbTool(
    scope,
    new LaosLintVerb(scope.Environment),
    "laos_lint",
    "Does a finished run keep the thresholds of .laosrc.yaml (latency, errors, CPU)? Needs a run and a config. On `inconclusive` evidence is missing: see `reasons`, never take it for a pass. Writes reports/.",
    ["pass", "fail"],
    Writes(again: true),
    "The lint report (reports/lint.json): violations, worst spans, routes and errors, what was not evaluated and why, signals, hints.",
    ToolField.Run with { Required = true },
    ToolField.Config)
{
    protected override IEnumerable<string> CommandLine(ToolInput input, Screen screen)
    {
        ConfigBounds.Require(Folder, input.Text("config"), input.Text("run"), screen);
        return input.Options("run", "config");
    }

    protected override string? Next(ExitCode code) => code switch
    {
        ExitCode.Pass => null,
        ExitCode.Findings => "Look at result.worst and its trace ids, ask laos_query, mend the cause, then judge a new run.",
        _ => "Not a pass. See that the run was recorded (runs_get), that its service sends its telemetry with run_id, and that there are enough requests; then judge again.",
    };

    protected override IEnumerable<string> Reasons(JsonObject result, ToolInput input) => LintReasons.Of(result);
}
