using System.CommandLine;
using Fabrik.Cli.Stores;
using Fabrik.Cli.Terminal;
using Fabrik.Core.Verdicts;
using Fabrik.Server.Runs;

namespace Fabrik.Cli.Verbs.Runs;

internal sealed class RunsExportVerb : Verb
{
    private readonly StoreOptions _store = new();
    private readonly Argument<string> _run = RunArgument.Create();

    public RunsExportVerb(CliEnvironment environment)
        : base(
            "export",
            "Print a run and all its steps with their payloads, a JSON object a line",
            new("fabrik runs export latest > run.ndjson", "to a file"),
            new("fabrik runs export my-run-1 | jq .name", "to a pipe"))
    {
        Arguments.Add(_run);
        _store.AddTo(this);
        Runs(environment, RunAsync);
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed, Screen screen, CancellationToken cancellation)
    {
        await using var store = await StoreLocation.From(parsed, _store, screen.Environment).OpenForReadingAsync(screen.Environment.Time, cancellation);
        var scope = await ScopeChoice.FromAsync(store, parsed, _store, cancellation);
        var run = await RunArgument.FindAsync(store, scope, parsed.GetValue(_run)!, cancellation);
        screen.DataLine(RunDocuments.Line(run));
        await foreach (var step in store.Runs.ExportAsync(scope, run.Id, cancellation)) screen.DataLine(RunDocuments.LineWithPayload(step));
        return ExitCode.Pass;
    }
}
