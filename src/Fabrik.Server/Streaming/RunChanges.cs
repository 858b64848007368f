using Fabrik.Core.Scope;
using Fabrik.Server.Http;
using Fabrik.Server.Verdicts;
using Fabrik.Store;

namespace Fabrik.Server.Streaming;

/// <summary>The runs of a project as they change.</summary>
/// <param name="after">The revision the reader has seen.</param>
internal sealed class RunChanges(IFabrikStore store, ProjectScope scope, long after) : ILiveSource
{
    private const int Batch = 100;
    private long _after = after;

    public async Task<bool> SendAsync(EventWriter events, CancellationToken cancellation)
    {
        while (true)
        {
            var changed = await store.Runs.ChangedAfterAsync(scope, _after, Batch, cancellation);
            foreach (var run in await store.Verdicts.ShowAsync(scope, changed, cancellation))
            {
                events.Event("run", run.Revision, run, ApiJson.Wire.RunView);
                _after = run.Revision;
            }

            if (changed.Count > 0) await events.FlushAsync(cancellation);
            if (changed.Count < Batch) return true;
        }
    }
}
