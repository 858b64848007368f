using Fabrik.Core.Config;

namespace Fabrik.Laos.Load.Wrk;

/// <summary>wrk, and wrk2, which is the same program with a constant rate. Which of them it is, its usage text says.</summary>
internal sealed class WrkTool(string name) : ILoadTool
{
    private const string WithRate = "wrk2";

    /// <summary>wrk2 calibrates for ten seconds before it measures.</summary>
    private static readonly TimeSpan ShortestWithRate = TimeSpan.FromSeconds(20);

    public string Name => name;

    public IReadOnlyList<string> Programs => name == WithRate ? [WithRate, "wrk"] : ["wrk"];

    public string Install => "apt-get install wrk (wrk2 is built from source), or name its binary in " + (name == WithRate ? "WRK2_BIN" : "WRK_BIN");

    public IReadOnlyList<string> ProbeArguments => ["-v"];

    public ToolProbe Probe(string program, string said) => new(
        said.Contains("--rate", StringComparison.Ordinal) ? WithRate : "wrk",
        program,
        VersionText.In(said));

    public string? Script(string target, IReadOnlyList<string> arguments) =>
        ArgumentText.Value(arguments, "-s") ?? ArgumentText.Value(arguments, "--script");

    public LoadCommand Command(LoadPlan plan, ToolProbe probe, string folder)
    {
        if (!LoadTools.IsUrl(plan.Target)) return LoadCommand.Refused("wrk takes a URL: give it, and the script after --, as in -- -s FILE");
        var rate = ArgumentText.Has(plan.Arguments, "-R", "--rate");
        var latency = ArgumentText.Has(plan.Arguments, "-L", "--latency");
        if (probe.Name != WithRate && rate) return LoadCommand.Refused($"{probe.Program} has no -R: it is wrk, not wrk2");
        if (probe.Name == WithRate && !rate) return LoadCommand.Refused("wrk2 needs a rate: -- -R REQUESTS_PER_SECOND");

        var (script, result) = (Path.Combine(folder, "run.lua"), Path.Combine(folder, "result.json"));
        var settings = LuaText.Table(
            ("run_id", plan.Run.Value),
            ("baggage", RunHeaders.Baggage(plan.Scope)),
            ("result", result),
            ("script", Script(plan.Target, plan.Arguments) is { } own ? Path.GetFullPath(own, plan.WorkingDirectory) : null));
        return new LoadCommand
        {
            Program = probe.Program,
            Arguments = [.. WithoutScript(plan.Arguments), .. probe.Name == WithRate && !latency ? ["-L"] : (string[])[], "-s", script, plan.Target],
            Variables = RunHeaders.Variables(plan.Scope),
            Files = new Dictionary<string, string>(StringComparer.Ordinal) { [script] = EmbeddedScript.Fill("Wrk/run.lua", settings) },
            ResultFile = result,
            Warnings = [.. Warnings(plan, probe)],
        };
    }

    public LoadReading Read(LoadPlan plan, LoadCommand command, ToolExit exit) =>
        (exit.Result is { } result ? WrkResult.Read(result) : null)?.JudgedAt(plan.BaseUrl)
        ?? LoadReading.Broken(exit.LastError.Length > 0 ? $"wrk ended with code {exit.Code}: {exit.LastError.Trim()}" : $"wrk ended with code {exit.Code} and wrote no result");

    private IEnumerable<string> Warnings(LoadPlan plan, ToolProbe probe)
    {
        if (name == WithRate && probe.Name != WithRate)
        {
            yield return $"{probe.Program} is wrk, not wrk2: it sends the next request when the last one is answered, so its latencies leave out the waiting";
        }

        var duration = ArgumentText.Value(plan.Arguments, "-d") ?? ArgumentText.Value(plan.Arguments, "--duration") ?? "10s";
        if (probe.Name == WithRate && DurationText.TryParse(duration, out var length) && length < ShortestWithRate)
        {
            yield return "wrk2 calibrates for the first 10 s: a test under 20 s measures little";
        }
    }

    private static IEnumerable<string> WithoutScript(IReadOnlyList<string> arguments)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] is "-s" or "--script") i++;
            else if (!arguments[i].StartsWith("--script=", StringComparison.Ordinal) && !arguments[i].StartsWith("-s", StringComparison.Ordinal)) yield return arguments[i];
        }
    }
}
