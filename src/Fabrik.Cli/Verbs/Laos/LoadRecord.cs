using System.CommandLine;
using Fabrik.Cli.Failures;
using Fabrik.Cli.Stores;
using Fabrik.Cli.Terminal;
using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Load;
using Fabrik.Store;
using Fabrik.Store.Runs;
using Fabrik.Store.Sqlite;

namespace Fabrik.Cli.Verbs.Laos;

/// <summary>The run of a load test in the store, where there is one: declared before the load, ended after it.</summary>
internal sealed class LoadRecord : IAsyncDisposable
{
    private readonly IFabrikStore _store;
    private readonly ProjectScope _project;

    private LoadRecord(IFabrikStore store, ProjectScope project) => (_store, _project) = (store, project);

    /// <summary>
    /// Null when no store was named and the embedded one is not there, and when a running server writes it: that one learns of the run from its telemetry.
    /// </summary>
    public static async Task<LoadRecord?> OpenAsync(ParseResult parsed, StoreOptions options, CliEnvironment environment, CancellationToken cancellation)
    {
        var location = StoreLocation.From(parsed, options, environment);
        if (location.Postgres is null)
        {
            await using var there = await SqliteStore.OpenReadOnlyAsync(location.Directory, environment.Time, cancellation);
            if (there is null) return null;
        }

        if (await WritableAsync(location, environment.Time, cancellation) is not { } store) return null;
        try
        {
            return new LoadRecord(store, await ScopeChoice.FromAsync(store, parsed, options, cancellation));
        }
        catch
        {
            await store.DisposeAsync();
            throw;
        }
    }

    public async Task DeclareAsync(LoadPlan plan, TimeProvider time, CancellationToken cancellation)
    {
        var facts = new RunFacts { Name = $"load of {plan.BaseUrl}", Service = plan.Scope.Service, Agent = plan.Scope.Agent, Env = plan.Scope.Env };
        var result = await _store.Runs.DeclareAsync(_project, new RunDeclaration(plan.Run, facts, UnixTime.Now(time)), cancellation);
        if (result.Outcome == DeclareOutcome.Conflict) throw new CliFailure(ExitCode.Usage, $"there is a run {plan.Run} already", "leave --run out, or give another name");
    }

    public Task FinishAsync(LoadRun run, bool interrupted, CancellationToken cancellation)
    {
        var status = interrupted ? RunStatus.Cancelled : run.Outcome is { Problem: null, Crossed.Count: 0 } ? RunStatus.Ok : RunStatus.Failed;
        var error = run.Outcome.Problem is { } problem ? new StepError("load", problem) : null;
        return _store.Runs.FinishAsync(_project, run.Scope.Run!.Value, new RunEnd(status, run.Until, Declared: true, error), cancellation);
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private static async Task<IFabrikStore?> WritableAsync(StoreLocation location, TimeProvider time, CancellationToken cancellation)
    {
        try
        {
            return await location.OpenAsync(time, cancellation);
        }
        catch (StoreUnavailableException) when (location.Postgres is null)
        {
            return null;
        }
    }
}
