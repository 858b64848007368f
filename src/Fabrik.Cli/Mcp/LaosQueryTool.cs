using Fabrik.Cli.Terminal;
using Fabrik.Cli.Verbs.Laos;
using Fabrik.Core.Verdicts;

namespace Fabrik.Cli.Mcp;

internal sealed class LaosQueryTool(ServerScope scope) : VerbTool(
    scope,
    new LaosQueryVerb(scope.Environment),
    "laos_query",
    "Was an error, a log line, a span or a profile seen? Needs a run or a service; answers within 5 s. `unreachable` means that nobody could be asked, not that nothing is there.",
    ["found", "not_found"],
    Reads,
    "found, count, last_seen, top_span, and one example.",
    new ToolField("signal", FieldType.Text, "What to look among.") { Required = true, Choices = ["errors", "logs", "traces", "profiles"] },
    ToolField.Run,
    new ToolField("service", FieldType.Text, "Only of this service. Give it where no run is given."),
    new ToolField("contains", FieldType.Text, "Only where the name, message or line contains this text."),
    new ToolField("tag", FieldType.Pairs, "Only with these labels or tags, e.g. {\"http.route\": \"/cart\"}."),
    new ToolField("since", FieldType.Text, "Only in the last while: 30s, 10m, 24h."),
    ToolField.Config)
{
    protected override IEnumerable<string> CommandLine(ToolInput input, Screen screen)
    {
        ConfigBounds.Require(Folder, input.Text("config"), input.Text("run"), screen);
        return [.. input.Options("run", "service", "contains", "tag", "since", "config"), "--", input.Text("signal")!];
    }

    protected override string? Next(ExitCode code) => code switch
    {
        ExitCode.Pass => null,
        ExitCode.Findings => "Nothing like it is kept there. Telemetry may still be on its way: ask again in a few seconds, or for less (no `contains`, a longer `since`).",
        _ => "Name a run that runs_list knows, or a service.",
    };
}
