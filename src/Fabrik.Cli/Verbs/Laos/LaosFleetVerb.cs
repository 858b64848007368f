using System.CommandLine;
using Fabrik.Cli.Stores;
using Fabrik.Cli.Terminal;
using Fabrik.Cli.Verbs.Laos.Keeping;
using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Fleet;
using Fabrik.Laos.Reports;
using Fabrik.Store;
using Fabrik.Store.Verdicts;

namespace Fabrik.Cli.Verbs.Laos;

internal sealed class LaosFleetVerb : Verb
{
    /// <summary>So many verdicts are looked at; more are said to be left out.</summary>
    private const int Most = 2000;

    private readonly StoreOptions _store = new();
    private readonly Option<TimeSpan?> _since = new("--since") { Description = "How far back (default: 24h)", HelpName = "TIME", CustomParser = DurationArgument.Parse };
    private readonly Option<string?> _service = new("--service") { Description = "Only of this service", HelpName = "NAME" };
    private readonly Option<string?> _agent = new("--agent") { Description = "Only of this agent", HelpName = "NAME" };
    private readonly Option<string?> _env = new("--env") { Description = "Only of this environment", HelpName = "NAME" };

    public LaosFleetVerb(CliEnvironment environment)
        : base(
            "fleet",
            "Every judged run of a while, worst first: which agents need attention",
            new("fabrik laos fleet", "exit 0 all pass, 1 some fail, 3 none judged or some undecided"),
            new("fabrik laos fleet --since 2h --agent ralph-1 --json", "one agent's last two hours"))
    {
        _store.AddTo(this);
        foreach (var option in (Option[])[_since, _service, _agent, _env]) Options.Add(option);
        Runs(environment, RunAsync);
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed, Screen screen, CancellationToken cancellation)
    {
        var environment = screen.Environment;
        var now = UnixTime.Now(environment.Time);
        var since = now.Before(parsed.GetValue(_since) ?? TimeSpan.FromHours(24));
        await using var store = await StoreLocation.From(parsed, _store, environment).OpenForReadingAsync(environment.Time, cancellation);
        var project = await ScopeChoice.FromAsync(store, parsed, _store, cancellation);
        var query = new VerdictQuery
        {
            Kind = VerdictJson.Kind,
            Since = since,
            Service = parsed.GetValue(_service),
            Agent = parsed.GetValue(_agent),
            Env = parsed.GetValue(_env),
            Limit = VerdictQuery.MaxLimit,
        };
        var fleet = FleetSummary.Of(await RunsAsync(store, project, query, screen, cancellation), since, now.Add(TimeSpan.FromSeconds(1)));

        if (screen.Json) screen.Data(FleetJson.Write(fleet));
        else FleetText.Print(screen, fleet, now);
        return fleet.Total switch
        {
            { Fail: > 0 } => ExitCode.Findings,
            { Runs: 0 } or { Inconclusive: > 0 } or { Error: > 0 } => ExitCode.Inconclusive,
            _ => ExitCode.Pass,
        };
    }

    /// <summary>The last word on each run.</summary>
    private static async Task<List<FleetRun>> RunsAsync(IFabrikStore store, ProjectScope project, VerdictQuery query, Screen screen, CancellationToken cancellation)
    {
        var (seen, looked) = (new HashSet<RunId>(), 0);
        List<FleetRun> runs = [];
        for (VerdictCursor? after = null; ;)
        {
            var page = await store.Verdicts.ListAsync(project, query with { After = after }, cancellation);
            foreach (var verdict in page.Items)
            {
                if (verdict.Run is not { } run || !seen.Add(run)) continue;
                var kept = verdict.Status == VerdictStatus.Fail ? await store.Verdicts.GetAsync(project, verdict.Id, cancellation) : null;
                runs.Add(new FleetRun(run, verdict.Service, verdict.Agent, verdict.Env, verdict.Status, verdict.CreatedAt, ReportViolations.Read(kept?.Report ?? default)));
            }

            looked += page.Items.Count;
            if (page.Next is not { } next) return runs;
            if (looked >= Most)
            {
                screen.Warn($"only the newest {Figures.Count(looked)} verdicts were looked at; narrow it by --since, --service or --agent");
                return runs;
            }

            after = next;
        }
    }
}
