using System.CommandLine;
using Fabrik.Cli.Stores;
using Fabrik.Cli.Terminal;
using Fabrik.Core.Runs;
using Fabrik.Core.Text;
using Fabrik.Core.Verdicts;
using Fabrik.Server.Runs;
using Fabrik.Store.Runs;

namespace Fabrik.Cli.Verbs.Runs;

internal sealed class RunsTailVerb : Verb
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private readonly StoreOptions _store = new();
    private readonly Argument<string> _run = RunArgument.Create();

    public RunsTailVerb(CliEnvironment environment)
        : base(
            "tail",
            "Follow one run: print each step as it arrives, until the run ends",
            new("fabrik runs tail latest", "the newest run"),
            new("fabrik runs tail my-run-1 --json", "a JSON object a line"))
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

        long after = 0;
        while (true)
        {
            // The run is read before its steps: when it has ended, one more look at the steps is the last.
            run = await store.Runs.GetAsync(scope, run.Id, cancellation) ?? run;
            var page = await store.Runs.StepsAsync(scope, run.Id, new StepQuery { After = after, Limit = 1000 }, cancellation);
            foreach (var step in page.Items)
            {
                Print(screen, run, step);
                after = step.Sequence;
            }

            if (page.Next is not null) continue;
            if (run.Status != RunStatus.Running) break;
            await Task.Delay(Pause, screen.Environment.Time, cancellation);
        }

        if (!screen.Json)
        {
            var (sign, style) = StatusSign.Of(run.Status);
            screen.DataLine(screen.Paint(style, $"{sign} {WireName.Of(run.Status)}") + $"  {run.Id}");
        }

        return ExitCode.Pass;
    }

    private static void Print(Screen screen, Run run, StoredStep stored)
    {
        if (screen.Json)
        {
            screen.DataLine(RunDocuments.Line(stored));
            return;
        }

        var step = stored.Step;
        var (sign, style) = StatusSign.Of(step.Status);
        var took = step.EndedAt is { } end ? Figures.Milliseconds(end.MillisecondsSince(step.StartedAt)) : "";
        var start = Figures.Milliseconds(Math.Max(0, step.StartedAt.MillisecondsSince(run.StartedAt)));
        screen.DataLine($"{screen.Paint(Style.Dim, $"+{start,8}")}  {screen.Paint(style, sign)} {WireName.Of(step.Kind),-10} {ForeignText.Clean(step.Name)}  {screen.Paint(Style.Dim, took)}");
        screen.Environment.Out.Flush();
    }
}
