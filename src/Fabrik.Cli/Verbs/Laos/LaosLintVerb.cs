using System.CommandLine;
using Fabrik.Cli.Configuration;
using Fabrik.Cli.Failures;
using Fabrik.Cli.Stores;
using Fabrik.Cli.Terminal;
using Fabrik.Cli.Verbs.Runs;
using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Config;
using Fabrik.Laos.Evidence;
using Fabrik.Laos.Judging;
using Fabrik.Laos.Reports;
using Fabrik.Laos.Sources.Store;
using Fabrik.Store;

namespace Fabrik.Cli.Verbs.Laos;

internal sealed class LaosLintVerb : Verb
{
    private readonly StoreOptions _store = new();
    private readonly Option<string?> _run = new("--run") { Description = "Run to judge (default: scope.run_id of the config)", HelpName = "RUN" };
    private readonly Option<string?> _config = new("--config", "-c") { Description = "Thresholds (default: .laosrc.yaml or .laosrc.json here)", HelpName = "FILE" };
    private readonly Option<string> _report = new("--report") { Description = "Where the report goes", HelpName = "FILE", DefaultValueFactory = _ => Path.Combine("reports", "lint.json") };
    private readonly Option<bool> _unscoped = new("--allow-unscoped") { Description = "Judge a service over the config's window instead of one run" };

    public LaosLintVerb(CliEnvironment environment)
        : base(
            "lint",
            "Judge a run by the thresholds of .laosrc.yaml; writes reports/lint.json",
            new("fabrik laos lint --run my-run-1", "exit 0 pass, 1 fail, 3 inconclusive"),
            new("fabrik laos lint --run latest --config samples/research-agent/.laosrc.yaml", "the newest run"),
            new("fabrik laos lint --allow-unscoped --json", "the last window of a service, as JSON"))
    {
        _store.AddTo(this);
        foreach (var option in (Option[])[_run, _config, _report, _unscoped]) Options.Add(option);
        Runs(environment, RunAsync);
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed, Screen screen, CancellationToken cancellation)
    {
        var environment = screen.Environment;
        var config = ConfigurationFile.LoadFirst<LaosConfig>(parsed.GetValue(_config), [".laosrc.yaml", ".laosrc.json"], screen);
        await using var store = await StoreLocation.From(parsed, _store, environment).OpenForReadingAsync(environment.Time, cancellation);
        var project = await ScopeChoice.FromAsync(store, parsed, _store, cancellation);

        var wanted = parsed.GetValue(_run) ?? config.Scope.RunId;
        var evidence = wanted is not null ? await OfRunAsync(store, project, wanted, config, screen, cancellation)
            : parsed.GetValue(_unscoped) ? await OfWindowAsync(store, project, config, screen, cancellation)
            : throw new CliFailure(ExitCode.Usage, "no run to judge", "give --run RUN or scope.run_id, or --allow-unscoped to judge the service's last window");

        var report = LintJudge.Judge(config, evidence, new SortedDictionary<string, string>(StringComparer.Ordinal) { ["fabrik"] = VersionVerb.Current });
        var json = LintJson.Write(report);
        var file = Path.GetFullPath(parsed.GetValue(_report)!, environment.WorkingDirectory);
        Save(file, json);

        if (screen.Json) screen.Data(json);
        else LintText.Print(screen, report, Path.GetRelativePath(environment.WorkingDirectory, file));
        return report.Verdict.Status.ToExitCode();
    }

    private static void Save(string file, string json)
    {
        try
        {
            AtomicFile.Write(file, json);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliFailure(ExitCode.Usage, $"the report can't be written: {e.Message}", "name another file with --report");
        }
    }

    private static async Task<RunEvidence> OfRunAsync(
        IFabrikStore store, ProjectScope project, string wanted, LaosConfig config, Screen screen, CancellationToken cancellation)
    {
        var source = new StoreSource(store, project);
        var now = UnixTime.Now(screen.Environment.Time);
        Run? run;
        if (wanted == "latest")
        {
            run = await RunArgument.FindAsync(store, project, wanted, cancellation);
        }
        else
        {
            if (!RunId.TryParse(wanted, out var id)) throw new CliFailure(ExitCode.Usage, $"'{wanted}' is not a run id");
            run = await store.Runs.GetAsync(project, id, cancellation);
            if (run is null)
            {
                // An unknown run is judged like any other, over nothing: the report says so and can't pass.
                return await source.CollectAsync(new RunScope(id, config.Service, config.Scope.Agent, config.Scope.Env), UnixTime.Zero, now, cancellation);
            }
        }

        return await source.CollectAsync(new RunScope(run.Id, config.Service, config.Scope.Agent, config.Scope.Env), UnixTime.Zero, UnixTime.MaxValue, cancellation) is var all
            && all.Spans.Count > 0
            ? all with { Since = run.StartedAt, Until = all.Spans.Max(s => s.EndedAt) }
            : all with { Since = run.StartedAt, Until = run.EndedAt ?? now };
    }

    private static Task<RunEvidence> OfWindowAsync(
        IFabrikStore store, ProjectScope project, LaosConfig config, Screen screen, CancellationToken cancellation)
    {
        if (config.Service is null) throw new CliFailure(ExitCode.Usage, "an unscoped lint needs a service", "set `service:` in the config");
        var now = UnixTime.Now(screen.Environment.Time);
        return new StoreSource(store, project).CollectAsync(
            new RunScope(null, config.Service, config.Scope.Agent, config.Scope.Env), now.Before(config.Window), now, cancellation);
    }
}
