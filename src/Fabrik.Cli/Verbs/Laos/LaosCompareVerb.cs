using System.CommandLine;
using Fabrik.Cli.Failures;
using Fabrik.Cli.Stores;
using Fabrik.Cli.Terminal;
using Fabrik.Cli.Verbs.Runs;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Baselines;
using Fabrik.Laos.Config;
using Fabrik.Laos.Evidence;
using Fabrik.Laos.Reports;

namespace Fabrik.Cli.Verbs.Laos;

internal sealed class LaosCompareVerb : Verb
{
    private readonly StoreOptions _store = new();
    private readonly Argument<string> _run = RunArgument.Create();
    private readonly Argument<string[]> _baselines = new("BASELINE")
    {
        Description = "Runs to compare it with; ten or more may gate (default: baseline.run of the config)",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<string[]> _also = new("--also") { Description = "Another run of the same code as RUN; repeatable", HelpName = "RUN", DefaultValueFactory = _ => [] };
    private readonly Option<string?> _config = new("--config", "-c") { Description = "What counts as worse (default: .laosrc.yaml or .laosrc.json here)", HelpName = "FILE" };

    public LaosCompareVerb(CliEnvironment environment)
        : base(
            "compare",
            "Compare a run with baseline runs: what became worse, by how much, and where",
            new("fabrik laos compare my-run-2 my-run-1", "one baseline: exploratory, exit 3"),
            new("fabrik laos compare latest base-{1..10}", "ten baselines: exit 0 no regression, 1 regression"),
            new("fabrik laos compare new-1 base-{1..10} --also new-2 --also new-3 --json", "several runs on both sides"))
    {
        Arguments.Add(_run);
        Arguments.Add(_baselines);
        _store.AddTo(this);
        foreach (var option in (Option[])[_also, _config]) Options.Add(option);
        Runs(environment, RunAsync);
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed, Screen screen, CancellationToken cancellation)
    {
        var config = Config(parsed, screen);
        var rules = config.Baseline ?? new BaselineConfig();
        string[] baselines = parsed.GetValue(_baselines) is { Length: > 0 } named ? named
            : rules.Run is { } chosen ? [chosen]
            : throw new CliFailure(ExitCode.Usage, "nothing to compare with", "name baseline runs after the run, or set baseline.run in the config");
        string[] runs = [parsed.GetValue(_run)!, .. parsed.GetValue(_also)!];
        foreach (var side in (string[][])[runs, baselines])
        {
            if (side.GroupBy(r => r, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            {
                throw new CliFailure(ExitCode.Usage, $"run '{twice.Key}' is named twice on one side", "a run counts once");
            }
        }

        await using var source = await LintEvidence.OpenAsync(config, parsed, _store, screen, cancellation);
        var comparison = RunComparer.Compare(
            await CollectAsync(source, runs, cancellation), await CollectAsync(source, baselines, cancellation), rules, config.FailureDetails);

        if (screen.Json) screen.Data(ComparisonJson.Write(comparison));
        else CompareText.Print(screen, comparison);
        return comparison.Verdict.ToExitCode();
    }

    /// <summary>The defaults where no file is named and none is there.</summary>
    private LaosConfig Config(ParseResult parsed, Screen screen)
    {
        var named = parsed.GetValue(_config);
        return named is not null || LaosConfiguration.Defaults.Any(f => File.Exists(Path.Combine(screen.Environment.WorkingDirectory, f)))
            ? LaosConfiguration.Load(named, parsed.GetValue(_run), screen).Value!
            : new LaosConfig();
    }

    private static async Task<List<RunEvidence>> CollectAsync(LintEvidence source, IEnumerable<string> names, CancellationToken cancellation)
    {
        var evidence = new List<RunEvidence>();
        foreach (var name in names)
        {
            if (!source.Remote) await RunArgument.FindAsync(source.Store!, source.Project!.Value, name, cancellation);
            evidence.Add(await source.OfRunAsync(name, null, cancellation));
        }

        return evidence;
    }
}
