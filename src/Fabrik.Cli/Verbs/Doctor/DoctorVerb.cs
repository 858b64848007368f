using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fabrik.Cli.Stores;
using Fabrik.Cli.Terminal;
using Fabrik.Core.Verdicts;

namespace Fabrik.Cli.Verbs.Doctor;

internal sealed class DoctorVerb : Verb
{
    private readonly StoreOptions _store = new();

    public DoctorVerb(CliEnvironment environment)
        : base(
            "doctor",
            "Check the machine and say what to install",
            new("fabrik doctor", "exit 1 when something needed is missing"),
            new("fabrik doctor --json", "for programs"))
    {
        Options.Add(_store.Data);
        Runs(environment, RunAsync);
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed, Screen screen, CancellationToken cancellation)
    {
        var environment = screen.Environment;
        var data = Path.GetFullPath(parsed.GetValue(_store.Data) ?? environment.Variable("FABRIK_DATA") ?? ".fabrik", environment.WorkingDirectory);
        var checks = await new Machine(environment.Variables, environment.WorkingDirectory).CheckAsync(data, cancellation);
        var missing = checks.Where(c => c is { Required: true, Ok: false }).ToList();
        if (screen.Json) screen.DataLine(Json(checks, missing.Count));
        else Print(screen, checks, missing.Count);
        return missing.Count == 0 ? ExitCode.Pass : ExitCode.Findings;
    }

    private static string Json(IReadOnlyList<MachineCheck> checks, int missing) => new JsonObject
    {
        ["ok"] = missing == 0,
        ["checks"] = new JsonArray([.. checks.Select(c => new JsonObject
        {
            ["name"] = c.Name,
            ["found"] = c.Found,
            ["required"] = c.Required,
            ["for"] = c.For,
            ["remedy"] = c.Ok ? null : c.Remedy,
        })]),
    }.ToJsonString(JsonSerializerOptions.Default);

    private static void Print(Screen screen, IReadOnlyList<MachineCheck> checks, int missing)
    {
        var optional = checks.Count(c => !c.Ok) - missing;
        screen.DataLine(missing > 0
            ? screen.Paint(Style.Bad, "✕ not ready") + $"  {missing} needed and missing"
            : screen.Paint(Style.Good, "✓ ready") + (optional > 0 ? $"  {optional} optional missing" : ""));
        screen.DataLine();
        var table = new Table(new(""), new("what"), new("found", Flexible: true), new("for", Flexible: true));
        foreach (var check in checks)
        {
            var sign = check.Ok ? new Cell("✓", Style.Good) : check.Required ? new Cell("✕", Style.Bad) : new Cell("○", Style.Dim);
            table.Add(sign, check.Name, check.Found ?? "missing", new Cell(check.For, Style.Dim));
        }

        screen.Rows(table);
        var remedies = checks.Where(c => !c.Ok).Select(c => $"{c.Name}: {c.Remedy}").ToList();
        if (remedies.Count > 0) screen.DataLine();
        foreach (var remedy in remedies) screen.Hint(remedy);
    }
}
