using System.CommandLine;
using System.Security.Cryptography;
using Fabrik.Cli.Configuration;
using Fabrik.Cli.Failures;
using Fabrik.Cli.Terminal;
using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Text;
using Fabrik.Core.Verdicts;
using Fabrik.Llm.Deterministic;
using Fabrik.Llm.Serving;
using Fabrik.Server.Hosting;
using Fabrik.Store;
using Fabrik.Store.Sqlite;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Fabrik.Cli.Verbs.Demo;

internal sealed class DemoVerb : Verb
{
    private static readonly TimeSpan ArrivalLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan AgentLimit = TimeSpan.FromMinutes(2);

    private readonly Option<bool> _exit = new("--exit") { Description = "Stop when everything was shown; exit 0 only if it was" };
    private readonly Option<string> _data = new("--data") { Description = "Folder of the demo's store", HelpName = "DIR", DefaultValueFactory = _ => Path.Combine(".fabrik", "demo") };
    private readonly Option<string> _listen = new("--listen") { Description = "Address of the API and UI", HelpName = "IP:PORT", DefaultValueFactory = _ => ServerOptions.DefaultListen };

    public DemoVerb(CliEnvironment environment)
        : base(
            "demo",
            "Run a real agent several times, record it, judge it and show it",
            new("fabrik demo", "keeps serving until Ctrl-C"),
            new("fabrik demo --exit", "for scripts: exit 0 only if every step showed what it should"))
    {
        foreach (var option in (Option[])[_exit, _data, _listen]) Options.Add(option);
        Runs(environment, RunAsync);
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed, Screen screen, CancellationToken cancellation)
    {
        var environment = screen.Environment;
        var agent = SampleAgent.Find(environment);
        await agent.InstallAsync(screen, cancellation);

        var directory = Path.GetFullPath(parsed.GetValue(_data)!, environment.WorkingDirectory);
        await using var store = await SqliteStore.OpenAsync(directory, environment.Time, cancellation);
        await using var model = LlmServer.Build(ConfigurationFile.Load<ModelScript>(agent.Script, screen), port: 0, environment.Time);
        await using var server = await ServeAsync(store, parsed.GetValue(_listen)!, screen, cancellation);
        await model.StartAsync(cancellation);

        var api = server.Services.GetRequiredService<ServerAddresses>().Api;
        var first = await FirstStart.PrepareAsync(store, environment.Time, cancellation);
        var key = first.ApiKey ?? await FirstStart.AddApiKeyAsync(
            store, environment.Time, first.Tenant, first.Project, "demo", Fabrik.Core.Time.UnixTime.Now(environment.Time).Add(TimeSpan.FromHours(12)), cancellation);
        screen.Say($"▸ serving {api}; the store is {directory}");

        var checklist = new Checklist(screen);
        var scope = new ProjectScope(first.Tenant, first.Project);
        var plan = DemoRun.Plan(label => RunId.Create($"demo-{label}", environment.Time.GetUtcNow(), RandomNumberGenerator.GetBytes(4)));
        foreach (var run in plan)
        {
            screen.Say($"▸ the agent is asked: {run.Question}");
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
            limit.CancelAfter(AgentLimit);
            var asked = await agent.AskAsync(run, $"{model.Urls.First()}/v1", api, key, limit.Token);
            var recorded = await ArrivedAsync(store, scope, run, environment.Time, cancellation);
            checklist.Check(AsExpected(run, recorded), Describe(run, recorded), Difference(run, recorded, asked));
        }

        foreach (var run in plan.Where(r => r.Lint is not null)) await LintAsync(screen, checklist, agent, directory, run, Keeping(api, key), cancellation);
        await using (var service = await SampleService.StartAsync(api, key, screen, cancellation))
        {
            var keeping = Keeping(api, key);
            await LoadAsync(screen, checklist, service, directory, "cart/7", VerdictStatus.Pass, keeping, cancellation);
            await LoadAsync(screen, checklist, service, directory, "slow", VerdictStatus.Fail, keeping, cancellation);
        }

        Summarise(screen, checklist, api, first.LoginToken, directory, plan);

        if (!parsed.GetValue(_exit))
        {
            screen.Say("still serving; Ctrl-C stops it");
            await WaitAsync(cancellation);
        }

        return checklist.Failed == 0 ? ExitCode.Pass : ExitCode.Findings;
    }

    private static async Task WaitAsync(CancellationToken cancellation)
    {
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C is how this demo ends.
        }
    }

    private static async Task<WebApplication> ServeAsync(IFabrikStore store, string listen, Screen screen, CancellationToken cancellation)
    {
        ServerOptions With(string address) => new() { Store = store, Listen = address, OtlpHttp = null, OtlpGrpc = null, Time = screen.Environment.Time };
        WebApplication server;
        try
        {
            server = FabrikServer.Build(With(listen));
        }
        catch (ListenException e) when (listen == ServerOptions.DefaultListen)
        {
            screen.Warn($"{e.Message}; taking a free port");
            server = FabrikServer.Build(With("127.0.0.1:0"));
        }
        catch (ListenException e)
        {
            throw new CliFailure(ExitCode.Usage, e.Message);
        }

        await server.StartAsync(cancellation);
        return server;
    }

    private static async Task<Run?> ArrivedAsync(IFabrikStore store, ProjectScope scope, DemoRun run, TimeProvider time, CancellationToken cancellation)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            var recorded = await store.Runs.GetAsync(scope, run.Id, cancellation);
            if (recorded is { Status: not RunStatus.Running } || time.GetElapsedTime(started) > ArrivalLimit) return recorded;
            await Task.Delay(TimeSpan.FromMilliseconds(100), time, cancellation);
        }
    }

    private static bool AsExpected(DemoRun run, Run? recorded) =>
        recorded is not null && recorded.Status == run.Expected && recorded.Tools.SequenceEqual(run.Tools, StringComparer.Ordinal)
        && recorded.ModelCalls > 0 && recorded.Usage.Total > 0 && recorded is { Cost.Pico: > 0, UnpricedCalls: 0 }
        && recorded.Errors > 0 == (run.Expected == RunStatus.Failed);

    private static string Describe(DemoRun run, Run? recorded) => recorded is null
        ? $"{run.Label} run {run.Id}"
        : $"{run.Label} run {run.Id}: {WireName.Of(recorded.Status)}, {recorded.ModelCalls} model calls, tools {string.Join(", ", recorded.Tools)}, "
            + $"{Figures.Count(recorded.Usage.Total)} tokens, {Figures.Cost(recorded.Cost, recorded.UnpricedCalls)}";

    private static string Difference(DemoRun run, Run? recorded, ChildResult asked) => recorded is null
        ? $"nothing arrived; the agent exited {asked.ExitCode} and said: {asked.Error.Trim()}"
        : $"expected {WireName.Of(run.Expected)} with tools {string.Join(", ", run.Tools)}, priced; the agent exited {asked.ExitCode} and said: {(asked.Output + asked.Error).Trim()}";

    private static async Task LintAsync(Screen screen, Checklist checklist, SampleAgent agent, string data, DemoRun run, Dictionary<string, string> keeping, CancellationToken cancellation)
    {
        // The same command that a person would type, so that its exit code is the one they would see.
        var program = Path.Combine(screen.Environment.ProgramDirectory, "Fabrik.Cli");
        var report = Path.Combine(data, "reports", $"{run.Id}.json");
        var lint = await ChildProcess.RunAsync(
            program,
            ["laos", "lint", "--run", run.Id.Value, "--config", agent.Thresholds, "--data", data, "--report", report],
            screen.Environment.WorkingDirectory,
            keeping,
            cancellation);
        screen.DataLine();
        screen.DataLine(screen.Paint(Style.Dim, $"$ fabrik laos lint --run {run.Id} --config {Path.GetRelativePath(screen.Environment.WorkingDirectory, agent.Thresholds)}"));
        screen.Data(lint.Output);
        var expected = (int)run.Lint!.Value.ToExitCode();
        checklist.Check(lint.ExitCode == expected, $"lint of the {run.Label} run exits {expected}", $"it exited {lint.ExitCode}: {lint.Error.Trim()}");
    }

    /// <summary>What a verb needs to keep its verdict in the store that this demo serves.</summary>
    private static Dictionary<string, string> Keeping(string api, string key) => new(StringComparer.Ordinal) { ["FABRIK_URL"] = api, ["FABRIK_API_KEY"] = key };

    private static async Task LoadAsync(
        Screen screen, Checklist checklist, SampleService service, string data, string route, VerdictStatus expected, Dictionary<string, string> keeping, CancellationToken cancellation)
    {
        string[] words = ["laos", "run", $"{service.Url}/{route}", "--data", data, "--report", Path.Combine(data, "reports", $"load-{route.Split('/')[0]}.json"), "--", "-c", "4", "-d", "4"];
        screen.Say($"▸ autocannon loads {service.Url}/{route} for 4 s");
        var program = Path.Combine(screen.Environment.ProgramDirectory, "Fabrik.Cli");
        var load = await ChildProcess.RunAsync(program, words, service.Directory, keeping, cancellation);
        screen.DataLine();
        screen.DataLine(screen.Paint(Style.Dim, $"$ fabrik laos run {service.Url}/{route} -- -c 4 -d 4"));
        screen.Data(load.Output);
        var code = (int)expected.ToExitCode();
        checklist.Check(load.ExitCode == code, $"load and lint of /{route} exits {code}", $"it exited {load.ExitCode}: {load.Error.Trim()}");
    }

    private static void Summarise(Screen screen, Checklist checklist, string api, string login, string data, IReadOnlyList<DemoRun> plan)
    {
        screen.DataLine();
        screen.DataLine(checklist.Failed == 0
            ? screen.Paint(Style.Good, "✓ everything was shown") + $": {plan.Count} runs of a real agent, recorded and judged"
            : screen.Paint(Style.Bad, $"✕ {checklist.Failed} of the steps above did not show what they should"));
        screen.DataLine();
        screen.Hint($"sign in once: {api}/login?token={login}");
        screen.Hint($"the slow run:    {api}/runs/{plan.First(r => r.Label == "slow").Id}");
        screen.Hint($"the failing run: {api}/runs/{plan.First(r => r.Label == "failing").Id}");
        screen.Hint($"fabrik runs list --data {Path.GetRelativePath(screen.Environment.WorkingDirectory, data)}");
        screen.Environment.Out.Flush();
    }
}
