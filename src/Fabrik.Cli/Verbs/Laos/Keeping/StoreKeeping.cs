using System.CommandLine;
using System.Text;
using Fabrik.Cli.Failures;
using Fabrik.Cli.Stores;
using Fabrik.Core.Redaction;
using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Judging;
using Fabrik.Laos.Load;
using Fabrik.Server.Verdicts;
using Fabrik.Store;
using Fabrik.Store.Runs;

namespace Fabrik.Cli.Verbs.Laos.Keeping;

/// <summary>In a store that this process alone writes to.</summary>
internal sealed class StoreKeeping : IKeeping
{
    private readonly IFabrikStore _store;
    private readonly ProjectScope _project;
    private readonly TimeProvider _time;

    private StoreKeeping(IFabrikStore store, ProjectScope project, TimeProvider time) => (_store, _project, _time) = (store, project, time);

    public static async Task<StoreKeeping> OfAsync(IFabrikStore store, ParseResult parsed, StoreOptions options, TimeProvider time, CancellationToken cancellation)
    {
        try
        {
            return new StoreKeeping(store, await ScopeChoice.FromAsync(store, parsed, options, cancellation), time);
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    public async Task DeclareAsync(LoadPlan plan, CancellationToken cancellation)
    {
        var facts = new RunFacts { Name = $"load of {plan.BaseUrl}", Service = plan.Scope.Service, Agent = plan.Scope.Agent, Env = plan.Scope.Env };
        var result = await _store.Runs.DeclareAsync(_project, new RunDeclaration(plan.Run, facts, UnixTime.Now(_time)), cancellation);
        if (result.Outcome == DeclareOutcome.Conflict) throw new CliFailure(ExitCode.Usage, $"there is a run {plan.Run} already", "leave --run out, or give another name");
    }

    public Task FinishAsync(LoadRun run, bool interrupted, CancellationToken cancellation)
    {
        var error = run.Outcome.Problem is { } problem ? new StepError("load", problem) : null;
        return _store.Runs.FinishAsync(_project, run.Scope.Run!.Value, new RunEnd(run.Status(interrupted), run.Until, Declared: true, error), cancellation);
    }

    public async Task KeepAsync(LintReport report, string json, CancellationToken cancellation)
    {
        var redactor = new Redactor(RedactionRules.Default, await _store.Control.RedactionKeyAsync(_project.Tenant, cancellation));
        var body = Encoding.UTF8.GetBytes(VerdictJson.Of(report, json).ToJsonString());
        await _store.Verdicts.SaveAsync(_project, VerdictForm.Of(body, redactor, UnixTime.Now(_time)), cancellation);
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();
}
