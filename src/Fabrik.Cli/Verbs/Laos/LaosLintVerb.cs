using System.CommandLine;
using Fabrik.Cli.Failures;
using Fabrik.Cli.Stores;
using Fabrik.Cli.Terminal;
using Fabrik.Cli.Verbs.Laos.Keeping;
using Fabrik.Core.Verdicts;

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
        var config = LaosConfiguration.Load(parsed.GetValue(_config), parsed.GetValue(_run), screen);
        var wanted = parsed.GetValue(_run) ?? config.Value!.Scope.RunId;
        if (wanted is null && !parsed.GetValue(_unscoped))
            throw new CliFailure(ExitCode.Usage, "no run to judge", "give --run RUN or scope.run_id, or --allow-unscoped to judge the service's last window");

        await using var source = await LintEvidence.OpenAsync(config.Value!, parsed, _store, screen, cancellation);
        var evidence = wanted is null ? await source.OfWindowAsync(cancellation) : await source.OfRunAsync(wanted, null, cancellation);
        await using var kept = await Kept.OpenAsync(parsed, _store, screen, cancellation);
        return await _report.ConcludeAsync(parsed, screen, config, evidence, kept, cancellation);
    }
}
