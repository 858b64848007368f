using Fabrik.Core.Scope;
using Fabrik.Server.Http;
using Fabrik.Server.Runs.Contracts;
using Fabrik.Server.Verdicts;
using Fabrik.Store;
using Fabrik.Store.Runs;

namespace Fabrik.Server.Streaming;

/// <summary>One run and its steps as they arrive: first the new steps, then the run as it stands with them.</summary>
/// <param name="after">The sequence number the reader has seen.</param>
internal sealed class StepArrivals(IFabrikStore store, ProjectScope scope, RunId run, long after, bool spans) : ILiveSource
{
    private const int Batch = 200;
    private long _after = after;
    private long _revision = -1;

    /// <returns>False when the run is gone: its steps joined the run that their emitter named.</returns>
    public async Task<bool> SendAsync(EventWriter events, CancellationToken cancellation)
    {
        if (await store.Runs.GetAsync(scope, run, cancellation) is not { } now) return false;
        if (now.Revision == _revision) return true;

        bool more;
        do
        {
            var page = await store.Runs.StepsAsync(scope, run, new StepQuery { After = _after, Limit = Batch, IncludeSpans = spans }, cancellation);
            foreach (var step in page.Items)
            {
                events.Event("step", step.Sequence, StepView.Of(step), ApiJson.Wire.StepView);
                _after = step.Sequence;
            }

            more = page.Next is not null;
            if (more) await events.FlushAsync(cancellation);
        }
        while (more);

        events.Event("run", id: null, await store.Verdicts.ShowAsync(scope, now, cancellation), ApiJson.Wire.RunView);
        await events.FlushAsync(cancellation);
        _revision = now.Revision;
        return true;
    }
}
