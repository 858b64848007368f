using System.Globalization;
using System.Text.Json.Nodes;
using Fabrik.Cli.Terminal;
using Fabrik.Cli.Verbs.Laos;
using Fabrik.Core.Verdicts;

namespace Fabrik.Cli.Mcp;

/// <summary>Loads a URL, never a script: what a script reads or whom it calls can't be bounded.</summary>
internal sealed class LaosRunTool(ServerScope scope) : VerbTool(
    scope,
    new LaosRunVerb(scope.Environment),
    "laos_run",
    "How does a URL behave under load? Loads it as a new run whose every request carries run_id, then lints the run where a config has thresholds. Takes its duration plus up to a minute. On `inconclusive` the load or its evidence is incomplete: see `reasons`.",
    ["pass", "fail", "ran"],
    Writes(again: false),
    "With thresholds the lint report, which holds the load; without, the load alone: run_id, sent, failed, error_statuses, latency_ms.",
    new ToolField("url", FieldType.Text, "http(s) URL on this machine's loopback, or on a host that the server allows.") { Required = true },
    new ToolField("tool", FieldType.Text, "Load tool. Default: autocannon. wrk2 needs a rate.") { Choices = ["autocannon", "wrk", "wrk2"] },
    new ToolField("duration_s", FieldType.Number, "Seconds of load.") { Min = 1, Max = 60, Default = 10 },
    new ToolField("connections", FieldType.Number, "Connections at once.") { Min = 1, Max = 64, Default = 10 },
    new ToolField("rate", FieldType.Number, "Requests per second over all connections; as fast as it goes where absent. Not for wrk.") { Min = 1, Max = 10_000 },
    new ToolField("run", FieldType.Text, "Name of the new run. Default: one is made."),
    new ToolField("service", FieldType.Text, "Service under load. Default: service of the config."),
    new ToolField("agent", FieldType.Text, "Who runs it."),
    new ToolField("env", FieldType.Text, "Environment, e.g. test."),
    ToolField.Config)
{
    protected override IEnumerable<string> CommandLine(ToolInput input, Screen screen)
    {
        var url = LoadTarget.Require(input.Text("url")!, AllowedHosts);
        ConfigBounds.Require(Folder, input.Text("config"), input.Text("run"), screen);
        return
        [
            .. input.Options("tool", "run", "service", "agent", "env", "config"),
            $"--base-url={url.GetLeftPart(UriPartial.Authority)}",
            "--", url.AbsoluteUri, .. Load(input),
        ];
    }

    /// <summary>A load that nothing judged is no pass.</summary>
    protected override string Good(JsonObject? result) => result?["verdict"] is null ? Outcomes[2] : Outcomes[0];

    protected override string? Next(ExitCode code) => code switch
    {
        ExitCode.Pass => "`ran` means that nothing judged it: write thresholds into .laosrc.yaml, then laos_lint that run_id.",
        ExitCode.Findings => "Look at result.worst and its trace ids, ask laos_query, mend the cause, then run again.",
        _ => "Not a pass. See that the target answers, and that it sends its telemetry with run_id to where the config says; then run again.",
    };

    protected override IEnumerable<string> Reasons(JsonObject result, ToolInput input) =>
        result["verdict"] is not null ? LintReasons.Of(result)
        : result["problem"] is { } problem ? [problem.ToString()]
        : [$"{result["sent"]} requests sent, {result["failed"]} without an answer, {result["error_statuses"]} answered 5xx; no threshold judged them"];

    private static IEnumerable<string> Load(ToolInput input)
    {
        var (connections, duration) = (Word(input.Number("connections")), Word(input.Number("duration_s")));
        string[] shape = input.Text("tool") is null or "autocannon"
            ? ["-c", connections, "-d", duration]
            : ["-t", Word(Math.Min(2, input.Number("connections")!.Value)), "-c", connections, "-d", $"{duration}s"];
        return input.Number("rate") is { } rate ? [.. shape, "-R", Word(rate)] : shape;
    }

    private static string Word(long? number) => number!.Value.ToString(CultureInfo.InvariantCulture);
}
