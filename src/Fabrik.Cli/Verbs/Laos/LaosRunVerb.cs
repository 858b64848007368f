using System.CommandLine;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Fabrik.Cli.Failures;
using Fabrik.Cli.Stores;
using Fabrik.Cli.Terminal;
using Fabrik.Cli.Verbs.Laos.Keeping;
using Fabrik.Core.Config;
using Fabrik.Core.Scope;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Config;
using Fabrik.Laos.Load;
using Fabrik.Laos.Load.Processes;

namespace Fabrik.Cli.Verbs.Laos;

internal sealed class LaosRunVerb : Verb
{
    private readonly StoreOptions _store = new();
    private readonly Argument<string> _target = new("SCRIPT_OR_URL") { Description = "A k6 script (- for standard input), or the URL to load" };
    private readonly Argument<string[]> _arguments = new("ARGUMENTS") { Description = "After --: for the tool itself", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string?> _tool = new("--tool", "-t") { Description = "k6, autocannon, wrk or wrk2 (default: k6 for a script, autocannon for a URL)", HelpName = "NAME" };
    private readonly Option<string?> _base = new("--base-url") { Description = "Only its host gets the run's headers (default: the URL, load.base_url or BASE_URL)", HelpName = "URL" };
    private readonly Option<string?> _run = new("--run") { Description = "Name of the run (default: agent, time and a random part)", HelpName = "RUN" };
    private readonly Option<string?> _agent = new("--agent") { Description = "Who runs it (default: AGENT, then scope.agent)", HelpName = "NAME" };
    private readonly Option<string?> _env = new("--env") { Description = "Environment (default: ENV, then scope.env)", HelpName = "NAME" };
    private readonly Option<string?> _service = new("--service") { Description = "Service under load (default: service of the config)", HelpName = "NAME" };
    private readonly Option<string?> _config = new("--config", "-c") { Description = "Thresholds (default: .laosrc.yaml or .laosrc.json here; without any the run is not judged)", HelpName = "FILE" };
    private readonly ReportOptions _report = new();

    public LaosRunVerb(CliEnvironment environment)
        : base(
            "run",
            "Run a load test whose every request carries the run, then lint the run",
            new("fabrik laos run k6.js --base-url http://127.0.0.1:8080", "an unmodified k6 script"),
            new("fabrik laos run http://127.0.0.1:8080/fast -- -c 20 -d 10", "autocannon, with its own arguments"),
            new("fabrik laos run --tool wrk2 http://127.0.0.1:8080/ -- -t2 -c50 -d60s -R500", "a constant rate"))
    {
        _tool.AcceptOnlyFromAmong([.. LoadTools.All.Select(t => t.Name)]);
        Arguments.Add(_target);
        Arguments.Add(_arguments);
        _store.AddTo(this);
        foreach (var option in (Option[])[_tool, _base, _run, _agent, _env, _service, _config]) Options.Add(option);
        _report.AddTo(this);
        Runs(environment, RunAsync);
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed, Screen screen, CancellationToken cancellation)
    {
        var environment = screen.Environment;
        var judged = Config(parsed, screen);
        var config = judged?.Value ?? new LaosConfig();
        var target = parsed.GetValue(_target)!;
        var tool = parsed.GetValue(_tool) is { } named ? LoadTools.All.Single(t => t.Name == named) : LoadTools.For(target);
        var plan = await PlanAsync(parsed, config, tool, target, environment, cancellation);

        var program = ToolSearch.Find(tool, environment.Variables, environment.WorkingDirectory)
            ?? throw new CliFailure(ExitCode.Unreachable, $"{tool.Name} is not installed", tool.Install);
        var runner = new LoadRunner(new LoadProcess(environment.Time, TimeSpan.FromSeconds(15)), environment.Time);
        var folder = Directory.CreateTempSubdirectory("fabrik-load-");
        try
        {
            var probe = await runner.ProbeAsync(tool, program, environment.WorkingDirectory, cancellation);
            var command = tool.Command(plan, probe, folder.FullName);
            if (command.Refusal is { } refusal) throw new CliFailure(ExitCode.Usage, refusal);
            foreach (var warning in command.Warnings) screen.Warn(ForeignText.Clean(warning));

            await using var kept = await Kept.OpenAsync(parsed, _store, screen, cancellation);
            if (kept is not null) await kept.DeclareAsync(plan, cancellation);
            if (!screen.Json) screen.Say($"run {plan.Run}: {probe.Name} {probe.Version} against {ForeignText.Clean(plan.BaseUrl.ToString())}");

            using var second = SecondInterrupt.Listen();
            var run = await runner.RunAsync(tool, plan, probe, command, line => Show(screen, line), cancellation, second.Token);
            var verdict = cancellation.IsCancellationRequested || judged?.Value is not { Thresholds.Any: true } ? Told(run, screen) : await LintAsync(run, judged!, parsed, screen, kept, cancellation);
            if (kept is not null) await kept.FinishAsync(run, interrupted: cancellation.IsCancellationRequested, CancellationToken.None);
            return cancellation.IsCancellationRequested ? ExitCode.Interrupted : verdict;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Without thresholds the load's own outcome is all there is to tell.</summary>
    private static ExitCode Told(LoadRun run, Screen screen)
    {
        if (screen.Json) screen.DataLine(LoadRunJson.Write(run));
        else
        {
            LoadText.Print(screen, run);
            screen.Hint($"fabrik laos lint --run {run.Scope.Run}");
        }

        return run.Outcome switch
        {
            { Problem: not null } => ExitCode.Inconclusive,
            { Crossed.Count: > 0 } => ExitCode.Findings,
            _ => ExitCode.Pass,
        };
    }

    private async Task<ExitCode> LintAsync(LoadRun run, ConfigResult<LaosConfig> config, ParseResult parsed, Screen screen, IKeeping? kept, CancellationToken cancellation)
    {
        if (!screen.Json)
        {
            LoadText.Print(screen, run);
            screen.DataLine();
            screen.Say($"waiting for the run's evidence, at most {config.Value!.Load.Settle.TotalSeconds:0} s");
        }

        var scoped = config with { Value = config.Value! with { Service = run.Scope.Service, Scope = config.Value.Scope with { Agent = run.Scope.Agent, Env = run.Scope.Env } } };
        await using var evidence = await LintEvidence.OpenAsync(scoped.Value!, parsed, _store, screen, cancellation, storeNeeded: false);
        return await _report.ConcludeAsync(parsed, screen, scoped, await evidence.OfRunAsync(run.Scope.Run!.Value.Value, run.Outcome, cancellation), kept, cancellation);
    }

    private static void Show(Screen screen, string line)
    {
        if (!screen.Json) screen.Say(ForeignText.Clean(line));
    }

    private async Task<LoadPlan> PlanAsync(
        ParseResult parsed, LaosConfig config, ILoadTool tool, string target, CliEnvironment environment, CancellationToken cancellation)
    {
        var arguments = parsed.GetValue(_arguments) ?? [];
        var agent = parsed.GetValue(_agent) ?? environment.Variable("AGENT") ?? config.Scope.Agent;
        var scope = new RunScope(
            Run(parsed.GetValue(_run), agent, environment.Time),
            parsed.GetValue(_service) ?? config.Service,
            agent,
            parsed.GetValue(_env) ?? environment.Variable("ENV") ?? config.Scope.Env);
        var address = parsed.GetValue(_base) ?? (LoadTools.IsUrl(target) && tool.Name != "k6" ? target : null) ?? config.Load.BaseUrl ?? environment.Variable("BASE_URL")
            ?? throw new CliFailure(ExitCode.Usage, "which host is tested is not said", "give --base-url URL or load.base_url: only that host gets the run's headers");
        if (!LoadTools.IsUrl(address) || !Uri.TryCreate(address, UriKind.Absolute, out var url)) throw new CliFailure(ExitCode.Usage, $"'{address}' is not an http URL");

        var script = tool.Script(target, arguments);
        return new LoadPlan(
            scope,
            new Uri(url.GetLeftPart(UriPartial.Authority)),
            script is not null and not LoadPlan.Piped && script == target ? Path.GetFullPath(script, environment.WorkingDirectory) : target,
            script is null ? null : await ReadAsync(script, environment, cancellation),
            arguments,
            environment.Variables,
            environment.WorkingDirectory,
            $"{(OperatingSystem.IsLinux() ? "linux" : OperatingSystem.IsMacOS() ? "macos" : "other")}-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}-{Environment.ProcessorCount}cpu");
    }

    private static RunId Run(string? named, string? agent, TimeProvider time)
    {
        if (named is null) return RunId.Create(agent ?? "", time.GetUtcNow(), RandomNumberGenerator.GetBytes(4));
        if (named.All(char.IsAsciiDigit)) throw new CliFailure(ExitCode.Usage, $"'{named}' is a bare number, which names no run of its own", "leave --run out, or give it a name");
        return RunId.TryParse(named, out var run) ? run : throw new CliFailure(ExitCode.Usage, $"'{named}' is not a run id");
    }

    private static async Task<byte[]> ReadAsync(string script, CliEnvironment environment, CancellationToken cancellation)
    {
        if (script == LoadPlan.Piped) return System.Text.Encoding.UTF8.GetBytes(await environment.In.ReadToEndAsync(cancellation));
        try
        {
            return await File.ReadAllBytesAsync(Path.GetFullPath(script, environment.WorkingDirectory), cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliFailure(ExitCode.Usage, $"the script can't be read: {e.Message}");
        }
    }

    /// <summary>Null where there is none: then the run is not judged. It may name the run, which is only made now.</summary>
    private ConfigResult<LaosConfig>? Config(ParseResult parsed, Screen screen)
    {
        var named = parsed.GetValue(_config);
        if (named is null && !LaosConfiguration.Defaults.Any(f => File.Exists(Path.Combine(screen.Environment.WorkingDirectory, f)))) return null;
        return LaosConfiguration.Load(named, parsed.GetValue(_run) ?? "run", screen);
    }
}
