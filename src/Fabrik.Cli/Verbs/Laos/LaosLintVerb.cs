using System.CommandLine;
using Fabrik.Cli.Failures;
using Fabrik.Cli.Stores;
using Fabrik.Cli.Terminal;
using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Config;
using Fabrik.Laos.Evidence;

namespace Fabrik.Cli.Verbs.Laos;

internal sealed class LaosLintVerb : Verb
{
    private readonly StoreOptions _store = new();
    private readonly Option<string?> _run = new("--run") { Description = "Run to judge (default: scope.run_id of the config)", HelpName = "RUN" };
    private readonly Option<string?> _config = new("--config", "-c") { Description = "Thresholds (default: .laosrc.yaml or .laosrc.json here)", HelpName = "FILE" };
    private readonly ReportOptions _report = new();
    private readonly Option<bool> _unscoped = new("--allow-unscoped") { Description = "Judge a service over the config's window instead of one run" };

    public LaosLintVerb(CliEnvironment environment)
        : base(
            "lint",
            "Judge a run by the thresholds of .laosrc.yaml; writes reports/lint.json",
            new("fabrik laos lint --run my-run-1", "exit 0 pass, 1 fail, 3 inconclusive"),
            new("fabrik laos lint --run latest --config samples/research-agent/.laosrc.yaml", "the newest run"),
            new("fabrik laos lint --run my-run-1 --format junit", "for a CI server, beside the report"),
            new("fabrik laos lint --allow-unscoped --json", "the last window of a service, as JSON"))
    {
        _store.AddTo(this);
        foreach (var option in (Option[])[_run, _config]) Options.Add(option);
        _report.AddTo(this);
        Options.Add(_unscoped);
        Runs(environment, RunAsync);
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed, Screen screen, CancellationToken cancellation)
    {
        var environment = screen.Environment;
        var config = LaosConfiguration.Load(parsed.GetValue(_config), parsed.GetValue(_run), screen);
        var evidence = LintReporting.WithHints(config.Value!, await CollectAsync(parsed, config.Value!, environment, cancellation), environment);

        // The evidence is packed while it is judged: each takes about as long.
        var packing = Task.Run(() => EvidenceFile.Encode(evidence), cancellation);
        var report = LintReporting.Judge(config, evidence, environment);
        var file = await packing;
        ReportOptions.Save(Path.Combine(_report.Folder(parsed, environment), "evidence", $"{evidence.Scope.Run?.Value ?? "unscoped"}.json.gz"), file.Bytes);
        report = report with { EvidenceDigest = file.Digest };
        _report.Publish(parsed, screen, report);
        return report.Verdict.Status.ToExitCode();
    }

    private async Task<RunEvidence> CollectAsync(ParseResult parsed, LaosConfig config, CliEnvironment environment, CancellationToken cancellation)
    {
        await using var store = await StoreLocation.From(parsed, _store, environment).OpenForReadingAsync(environment.Time, cancellation);
        var project = await ScopeChoice.FromAsync(store, parsed, _store, cancellation);
        var source = new StoreEvidence(store, project, config, UnixTime.Now(environment.Time));
        return (parsed.GetValue(_run) ?? config.Scope.RunId) is { } wanted ? await source.OfRunAsync(wanted, cancellation)
            : parsed.GetValue(_unscoped) ? await source.OfWindowAsync(cancellation)
            : throw new CliFailure(ExitCode.Usage, "no run to judge", "give --run RUN or scope.run_id, or --allow-unscoped to judge the service's last window");
    }
}
