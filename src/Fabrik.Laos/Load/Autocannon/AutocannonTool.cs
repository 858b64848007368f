using System.Text.Json.Nodes;

namespace Fabrik.Laos.Load.Autocannon;

/// <summary>autocannon of npm: its own command line, started by a script that hooks each request.</summary>
internal sealed class AutocannonTool : ILoadTool
{
    public string Name => "autocannon";

    public IReadOnlyList<string> Programs => ["autocannon"];

    public string Install => "npm install autocannon (here or with --global), or name its script in AUTOCANNON_BIN";

    public IReadOnlyList<string> ProbeArguments => ["--version"];

    public ToolProbe Probe(string program, string said) =>
        new(Name, program, VersionText.In(said));

    public string? Script(string target, IReadOnlyList<string> arguments) => null;

    public LoadCommand Command(LoadPlan plan, ToolProbe probe, string folder)
    {
        if (!LoadTools.IsUrl(plan.Target)) return LoadCommand.Refused("autocannon takes a URL, not a script");
        if (ArgumentText.Has(plan.Arguments, "--har", "--on-port")) return LoadCommand.Refused("autocannon's --har and --on-port are not supported: give a URL");

        var script = File.ResolveLinkTarget(probe.Program, returnFinalTarget: true)?.FullName ?? probe.Program;
        if (!script.EndsWith(".js", StringComparison.Ordinal)) return LoadCommand.Refused($"{probe.Program} is not autocannon's own script: install it with npm");

        var (start, headers) = (Path.Combine(folder, "start.cjs"), Path.Combine(folder, "headers.cjs"));
        return new LoadCommand
        {
            Program = "node",
            Arguments = [start, "--json", .. plan.Arguments, plan.Target],
            Variables = RunHeaders.Variables(plan.Scope),
            Files = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [start] = EmbeddedScript.Fill("Autocannon/start.cjs", new JsonObject { ["autocannon"] = script, ["headers"] = headers }),
                [headers] = EmbeddedScript.Fill("Autocannon/headers.cjs", RunHeaders.Settings(plan)),
            },
            Tallies = [new(line => line.StartsWith("{\"url\":", StringComparison.Ordinal), hides: true)],
        };
    }

    public LoadReading Read(LoadPlan plan, LoadCommand command, ToolExit exit) =>
        exit.Code != 0
            ? LoadReading.Broken($"autocannon ended with code {exit.Code}{(exit.LastError.Length > 0 ? $": {exit.LastError.Trim()}" : "")}")
            : AutocannonResult.Read(exit.Output).JudgedAt(plan.BaseUrl);
}
