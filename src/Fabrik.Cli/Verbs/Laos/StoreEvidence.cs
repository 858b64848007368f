using Fabrik.Cli.Failures;
using Fabrik.Cli.Verbs.Runs;
using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Config;
using Fabrik.Laos.Evidence;
using Fabrik.Laos.Sources.Store;
using Fabrik.Store;

namespace Fabrik.Cli.Verbs.Laos;

/// <summary>Collects what a lint judges from Fabrik's own store.</summary>
internal sealed class StoreEvidence(IFabrikStore store, ProjectScope project, LaosConfig config, UnixTime now)
{
    private readonly StoreSource _source = new(store, project);

    /// <param name="wanted">A run id, or <c>latest</c>.</param>
    public async Task<RunEvidence> OfRunAsync(string wanted, CancellationToken cancellation)
    {
        Run? run;
        if (wanted == "latest")
        {
            run = await RunArgument.FindAsync(store, project, wanted, cancellation);
        }
        else
        {
            if (!RunId.TryParse(wanted, out var id)) throw new CliFailure(ExitCode.Usage, $"'{wanted}' is not a run id");
            run = await store.Runs.GetAsync(project, id, cancellation);

            // An unknown run is judged like any other, over nothing: the report says so and can't pass.
            if (run is null) return await _source.CollectAsync(Scope(id), UnixTime.Zero, now, cancellation);
        }

        var all = await _source.CollectAsync(Scope(run.Id), UnixTime.Zero, UnixTime.MaxValue, cancellation);
        return all with { Since = run.StartedAt, Until = all.Spans.Count > 0 ? all.Spans.Max(s => s.EndedAt) : run.EndedAt ?? now };
    }

    public Task<RunEvidence> OfWindowAsync(CancellationToken cancellation)
    {
        if (config.Service is null) throw new CliFailure(ExitCode.Usage, "an unscoped lint needs a service", "set `service:` in the config");
        return _source.CollectAsync(Scope(null), now.Before(config.Window), now, cancellation);
    }

    private RunScope Scope(RunId? run) => new(run, config.Service, config.Scope.Agent, config.Scope.Env);
}
