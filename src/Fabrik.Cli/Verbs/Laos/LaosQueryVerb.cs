using System.CommandLine;
using Fabrik.Cli.Failures;
using Fabrik.Cli.Stores;
using Fabrik.Cli.Terminal;
using Fabrik.Core.Scope;
using Fabrik.Core.Text;
using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Config;
using Fabrik.Laos.Queries;
using Fabrik.Laos.Reports;
using Fabrik.Laos.Sources;

namespace Fabrik.Cli.Verbs.Laos;

internal sealed class LaosQueryVerb : Verb
{
    // laos.md §2: an answer in less than five seconds, or the reason why not.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    private readonly StoreOptions _store = new();
    private readonly Argument<string> _signal = new("SIGNAL") { Description = "errors, logs, traces or profiles" };
    private readonly Option<string?> _run = new("--run") { Description = "Only in this run", HelpName = "RUN" };
    private readonly Option<string?> _service = new("--service") { Description = "Only of this service (default: service of the config)", HelpName = "NAME" };
    private readonly Option<string?> _contains = new("--contains", "-q") { Description = "Only where the name, message or line contains this text", HelpName = "TEXT" };
    private readonly Option<string[]> _tag = new("--tag") { Description = "Only with this label or tag; may repeat", HelpName = "NAME=VALUE" };
    private readonly Option<TimeSpan?> _since = new("--since") { Description = "Only in the last while, e.g. 10m", HelpName = "TIME", CustomParser = DurationArgument.Parse };
    private readonly Option<bool> _unscoped = new("--allow-unscoped") { Description = "Ask over all runs and services of the project" };
    private readonly Option<string?> _config = new("--config", "-c") { Description = "Where the backends are (default: .laosrc.yaml or .laosrc.json here, else the store alone)", HelpName = "FILE" };

    public LaosQueryVerb(CliEnvironment environment)
        : base(
            "query",
            "Ask whether something was seen: exit 0 found, 1 not found, 4 could not ask",
            new("fabrik laos query errors --run my-run-1 -q timeout", "did that error show up?"),
            new("fabrik laos query logs --service checkout --since 10m -q declined --json", "lines of a service"),
            new("fabrik laos query traces --run my-run-1 --tag http.route=/api/checkout", "spans by a tag"))
    {
        _signal.AcceptOnlyFromAmong("errors", "logs", "traces", "profiles");
        Arguments.Add(_signal);
        _store.AddTo(this);
        foreach (var option in (Option[])[_run, _service, _contains, _tag, _since, _unscoped, _config]) Options.Add(option);
        Runs(environment, RunAsync);
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed, Screen screen, CancellationToken cancellation)
    {
        var signal = WireName.Parse<SignalKind>(parsed.GetValue(_signal)!);
        var config = Config(parsed, screen);
        await using var evidence = await LintEvidence.OpenAsync(config, parsed, _store, screen, cancellation, Only(signal));
        var request = await RequestAsync(parsed, evidence, screen, cancellation);
        var source = evidence.Sources.FirstOrDefault()?.Source
            ?? throw new CliFailure(ExitCode.Unreachable, $"nobody keeps {WireName.Of(signal)} here", "name a backend under `sources:` of the config");

        var answer = await AskAsync(source, signal, request, screen.Environment.Time, cancellation);
        answer = answer with { TopSpan = evidence.Redacted(answer.TopSpan), Example = evidence.Redacted(answer.Example) };
        if (screen.Json) screen.DataLine(AnswerJson.Write(answer));
        else Print(screen, answer);
        return answer.Found ? ExitCode.Pass : ExitCode.Findings;
    }

    private static async Task<EvidenceAnswer> AskAsync(IEvidenceSource source, SignalKind signal, EvidenceRequest request, TimeProvider time, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(Limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        try
        {
            return await source.AskAsync(signal, request, either.Token);
        }
        catch (SourceUnreachableException e)
        {
            throw new CliFailure(ExitCode.Unreachable, e.Message, e.Help);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new CliFailure(ExitCode.Unreachable, $"{source.Name} gave no answer within {Limit.TotalSeconds:0} s", "ask for less: --since, --run, --service");
        }
    }

    private async Task<EvidenceRequest> RequestAsync(ParseResult parsed, LintEvidence evidence, Screen screen, CancellationToken cancellation)
    {
        var now = UnixTime.Now(screen.Environment.Time);
        var named = parsed.GetValue(_run);
        var run = named is null ? null : await evidence.RunAsync(named, cancellation);
        var id = run?.Id ?? (named is null ? null : (RunId?)RunId.Parse(named));
        var service = parsed.GetValue(_service);
        if (id is null && service is null && !parsed.GetValue(_unscoped))
            throw new CliFailure(ExitCode.Usage, "a query needs a run or a service", "give --run RUN or --service NAME, or --allow-unscoped");

        var (since, until) = evidence.Bounds(run, id, parsed.GetValue(_since), now);
        var request = evidence.Request(id, since, until);
        return request with
        {
            // A run is enough to scope a question; a service narrows it only when it is named.
            Scope = request.Scope with { Service = service, Agent = null, Env = null },
            Contains = parsed.GetValue(_contains),
            Tags = Tags(parsed.GetValue(_tag) ?? []),
        };
    }

    private LaosConfig Config(ParseResult parsed, Screen screen) =>
        parsed.GetValue(_config) is null && !LaosConfiguration.Defaults.Any(f => File.Exists(Path.Combine(screen.Environment.WorkingDirectory, f)))
            ? new LaosConfig()
            : LaosConfiguration.Load(parsed.GetValue(_config), parsed.GetValue(_run) ?? "latest", screen).Value!;

    private static SignalsConfig Only(SignalKind signal) => new()
    {
        Traces = Wanted(SignalKind.Traces, signal),
        Logs = Wanted(SignalKind.Logs, signal),
        Errors = Wanted(SignalKind.Errors, signal),
        Profiles = Wanted(SignalKind.Profiles, signal),
        Metrics = Wanted(SignalKind.Metrics, signal),
    };

    private static SignalDemand Wanted(SignalKind one, SignalKind asked) => one == asked ? SignalDemand.True : SignalDemand.False;

    private static Dictionary<string, string> Tags(string[] pairs)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in pairs)
        {
            var at = pair.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0) throw new CliFailure(ExitCode.Usage, $"'{pair}' is not NAME=VALUE");
            tags[pair[..at]] = pair[(at + 1)..];
        }

        return tags;
    }

    private static void Print(Screen screen, EvidenceAnswer answer)
    {
        if (!answer.Found)
        {
            screen.DataLine(screen.Paint(Style.Dim, "○ not found"));
            return;
        }

        var last = answer.LastSeen is { } seen ? $", last {Figures.Ago(seen, UnixTime.Now(screen.Environment.Time))}" : "";
        screen.DataLine($"{screen.Paint(Style.Good, "✓ found")}  {Figures.Counted(answer.Count, "time")}{last}");
        if (answer.TopSpan is { } top) screen.DataLine($"  most in {ForeignText.Clean(top)}");
        if (answer.Example is { } example) screen.DataLine($"  {screen.Paint(Style.Dim, DisplayWidth.Fit(ForeignText.Clean(example), screen.Environment.Width - 2))}");
    }
}
