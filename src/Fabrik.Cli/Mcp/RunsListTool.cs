using Fabrik.Cli.Terminal;
using Fabrik.Cli.Verbs.Runs;
using Fabrik.Core.Runs;
using Fabrik.Core.Text;
using Fabrik.Core.Verdicts;
using Fabrik.Store.Runs;

namespace Fabrik.Cli.Mcp;

internal sealed class RunsListTool(ServerScope scope) : VerbTool(
    scope,
    new RunsListVerb(scope.Environment),
    "runs_list",
    "Which runs are recorded, newest first, with status, tokens, cost and errors? Needs nothing; `unreachable` means that there is no store yet.",
    ["listed", "not_listed"],
    Reads,
    "runs[], and next_cursor, which is not null where there are more.",
    new ToolField("status", FieldType.Texts, "Only these.") { Choices = [.. WireName.All<RunStatus>()] },
    new ToolField("tool", FieldType.Text, "Only runs that called this tool."),
    new ToolField("model", FieldType.Text, "Only runs that asked this model."),
    new ToolField("agent", FieldType.Text, "Only of this agent."),
    new ToolField("env", FieldType.Text, "Only in this environment."),
    new ToolField("tag", FieldType.Pairs, "Only runs that carry these tags."),
    new ToolField("since", FieldType.Text, "Only started in the last while: 30m, 24h, 7d."),
    new ToolField("limit", FieldType.Number, "How many.") { Min = 1, Max = RunQuery.MaxLimit, Default = 20 })
{
    protected override IEnumerable<string> CommandLine(ToolInput input, Screen screen) =>
        input.Options("status", "tool", "model", "agent", "env", "tag", "since", "limit");

    protected override string? Next(ExitCode code) => code == ExitCode.Pass ? "Where result.runs is empty no run matches; where next_cursor is not null there are more: narrow the question or raise `limit`." : null;
}
