using System.CommandLine;
using Fabrik.Cli.Stores;
using Fabrik.Cli.Terminal;
using Fabrik.Core.Runs;
using Fabrik.Core.Text;
using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;
using Fabrik.Server.Runs;
using Fabrik.Store.Runs;

namespace Fabrik.Cli.Verbs.Runs;

internal sealed class RunsShowVerb : Verb
{
    private const int ShownSteps = 40;
    private readonly StoreOptions _store = new();
    private readonly Argument<string> _run = RunArgument.Create();
    private readonly Option<bool> _spans = new("--spans") { Description = "Also the infrastructure spans" };

    public RunsShowVerb(CliEnvironment environment)
        : base(
            "show",
            "Show one run: its facts and its steps as a tree",
            new("fabrik runs show latest", "the newest run"),
            new("fabrik runs show demo-good-1 --spans", "with infrastructure spans"),
            new("fabrik runs show demo-good-1 --json", "run and steps as JSON"))
    {
        Arguments.Add(_run);
        _store.AddTo(this);
        Options.Add(_spans);
        Runs(environment, RunAsync);
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed, Screen screen, CancellationToken cancellation)
    {
        await using var store = await StoreLocation.From(parsed, _store, screen.Environment).OpenForReadingAsync(screen.Environment.Time, cancellation);
        var scope = await ScopeChoice.FromAsync(store, parsed, _store, cancellation);
        var run = await RunArgument.FindAsync(store, scope, parsed.GetValue(_run)!, cancellation);

        var steps = new List<StoredStep>();
        for (long? after = 0; after is { } from;)
        {
            var page = await store.Runs.StepsAsync(
                scope, run.Id, new StepQuery { After = from, Limit = StepQuery.MaxLimit, IncludeSpans = parsed.GetValue(_spans) }, cancellation);
            steps.AddRange(page.Items);
            after = page.Next;
        }

        if (screen.Json) screen.DataLine(RunDocuments.Whole(run, steps));
        else Print(screen, run, steps);
        return ExitCode.Pass;
    }

    private static void Print(Screen screen, Run run, List<StoredStep> steps)
    {
        var now = UnixTime.Now(screen.Environment.Time);
        var (sign, style) = StatusSign.Of(run.Status);
        var error = run.Error is { } e ? $": {ForeignText.Clean(e.Message.Length > 0 ? e.Message : e.Type)}" : "";
        screen.DataLine(screen.Paint(style, $"{sign} {WireName.Of(run.Status)}") + $"  {screen.Paint(Style.Strong, run.Id.Value)}{error}");
        screen.DataLine(screen.Paint(Style.Dim, Facts(run, now, screen.Verbose)));
        screen.DataLine();

        var tree = StepTree.Of(steps);
        var table = new Table(
            new("step", Flexible: true), new("status"), new("start", RightAligned: true), new("took", RightAligned: true),
            new("tokens", RightAligned: true), new("cost", RightAligned: true), new("says", Flexible: true));
        foreach (var (depth, stored) in screen.Verbose ? tree : tree.Take(ShownSteps))
        {
            var step = stored.Step;
            var (stepSign, stepStyle) = StatusSign.Of(step.Status);
            table.Add(
                $"{new string(' ', depth * 2)}{WireName.Of(step.Kind)} {step.Name}",
                new Cell($"{stepSign} {WireName.Of(step.Status)}", stepStyle),
                $"+{Figures.Milliseconds(Math.Max(0, step.StartedAt.MillisecondsSince(run.StartedAt)))}",
                step.EndedAt is { } end ? Figures.Milliseconds(end.MillisecondsSince(step.StartedAt)) : "",
                step.Usage is { } usage ? Figures.Count(usage.Total) : "",
                step.Cost is { Computed: { } cost } ? Figures.Cost(cost, 0) : step.Cost is { UnknownReason: not null } ? "unknown" : "",
                new Cell(OneLine(step.Error is { } failure ? $"{failure.Type}: {failure.Message}" : step.OutputPreview ?? step.InputPreview ?? ""), step.Error is null ? Style.Dim : Style.Bad));
        }

        screen.Rows(table);
        if (!screen.Verbose && tree.Count > ShownSteps) screen.DataLine($"… and {Figures.Count(tree.Count - ShownSteps)} more steps (--verbose)");
        screen.DataLine();
        screen.Hint($"fabrik laos lint --run {run.Id}");
        screen.Hint($"fabrik runs export {run.Id}");
    }

    private static string OneLine(string text) => string.Join(' ', text.Split((char[])['\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private static string Facts(Run run, UnixTime now, bool verbose) => string.Join("  ·  ", new[]
    {
        verbose ? $"started {run.StartedAt}" : $"started {Figures.Ago(run.StartedAt, now)}",
        (run.EndedAt ?? run.LastSeenAt) is { } end ? $"took {Figures.Milliseconds(end.MillisecondsSince(run.StartedAt))}" : null,
        ForeignText.Clean(run.Facts.Agent ?? run.Facts.Service ?? "") is { Length: > 0 } who ? who : null,
        run.Facts.Env is { } env ? ForeignText.Clean(env) : null,
        run.Models.Count > 0 ? ForeignText.Clean(string.Join(", ", run.Models)) : null,
        Figures.Counted(run.Usage.Total, "token"),
        $"cost {Figures.Cost(run.Cost, run.UnpricedCalls)}",
        Figures.Counted(run.ToolCalls, "tool call"),
        run.Errors > 0 ? Figures.Counted(run.Errors, "error") : null,
    }.OfType<string>());
}
