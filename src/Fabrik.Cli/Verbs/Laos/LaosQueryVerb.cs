using System.CommandLine;
using Fabrik.Cli.Failures;
using Fabrik.Cli.Stores;
using Fabrik.Cli.Terminal;
using Fabrik.Cli.Verbs.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Queries;
using Fabrik.Laos.Reports;

namespace Fabrik.Cli.Verbs.Laos;

internal sealed class LaosQueryVerb : Verb
{
    private readonly StoreOptions _store = new();
    private readonly Argument<string> _signal = new("SIGNAL") { Description = "errors, logs or traces" };
    private readonly Option<string?> _run = new("--run") { Description = "Only in this run", HelpName = "RUN" };
    private readonly Option<string?> _service = new("--service") { Description = "Only of this service", HelpName = "NAME" };
    private readonly Option<string?> _contains = new("--contains", "-q") { Description = "Only where the name, message or line contains this text", HelpName = "TEXT" };
    private readonly Option<TimeSpan?> _since = new("--since") { Description = "Only in the last while, e.g. 10m", HelpName = "TIME", CustomParser = DurationArgument.Parse };
    private readonly Option<bool> _unscoped = new("--allow-unscoped") { Description = "Ask over all runs and services of the project" };

    public LaosQueryVerb(CliEnvironment environment)
        : base(
            "query",
            "Ask whether something was seen: exit 0 found, 1 not found",
            new("fabrik laos query errors --run my-run-1 -q timeout", "did that error show up?"),
            new("fabrik laos query logs --service checkout --since 10m -q declined --json", "lines of a service"))
    {
        _signal.AcceptOnlyFromAmong("errors", "logs", "traces");
        Arguments.Add(_signal);
        _store.AddTo(this);
        foreach (var option in (Option[])[_run, _service, _contains, _since, _unscoped]) Options.Add(option);
        Runs(environment, RunAsync);
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed, Screen screen, CancellationToken cancellation)
    {
        var environment = screen.Environment;
        await using var store = await StoreLocation.From(parsed, _store, environment).OpenForReadingAsync(environment.Time, cancellation);
        var project = await ScopeChoice.FromAsync(store, parsed, _store, cancellation);
        var run = parsed.GetValue(_run) switch
        {
            null => (RunId?)null,
            "latest" => (await RunArgument.FindAsync(store, project, "latest", cancellation)).Id,
            var text => RunId.TryParse(text, out var id) ? id : throw new CliFailure(ExitCode.Usage, $"'{text}' is not a run id"),
        };
        var service = parsed.GetValue(_service);
        if (run is null && service is null && !parsed.GetValue(_unscoped))
        {
            throw new CliFailure(ExitCode.Usage, "a query needs a run or a service", "give --run RUN or --service NAME, or --allow-unscoped");
        }

        var now = UnixTime.Now(environment.Time);
        var question = new EvidenceQuestion(
            new RunScope(run, service), parsed.GetValue(_since) is { } span ? now.Before(span) : null, parsed.GetValue(_contains));
        var asker = new StoreQuery(store, project);
        var answer = parsed.GetValue(_signal) switch
        {
            "errors" => await asker.ErrorsAsync(question, cancellation),
            "logs" => await asker.LogsAsync(question, cancellation),
            _ => await asker.TracesAsync(question, cancellation),
        };

        if (screen.Json) screen.DataLine(AnswerJson.Write(answer));
        else if (!answer.Found) screen.DataLine(screen.Paint(Style.Dim, "○ not found"));
        else
        {
            screen.DataLine($"{screen.Paint(Style.Good, "✓ found")}  {Figures.Counted(answer.Count, "time")}, last {Figures.Ago(answer.LastSeen!.Value, now)}");
            if (answer.TopSpan is { } top) screen.DataLine($"  most in {ForeignText.Clean(top)}");
            if (answer.Example is { } example) screen.DataLine($"  {screen.Paint(Style.Dim, DisplayWidth.Fit(ForeignText.Clean(example), environment.Width - 2))}");
        }

        return answer.Found ? ExitCode.Pass : ExitCode.Findings;
    }
}
