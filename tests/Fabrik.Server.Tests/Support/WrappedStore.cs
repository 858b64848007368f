using Fabrik.Core.Scope;
using Fabrik.Store;
using Fabrik.Store.Control;
using Fabrik.Store.Evidence;
using Fabrik.Store.Runs;
using Fabrik.Store.Verdicts;

namespace Fabrik.Server.Tests.Support;

/// <summary>A real store whose writes a test can hold back, let fail, and count.</summary>
internal sealed class WrappedStore(IFabrikStore inner) : IFabrikStore, IIngest
{
    private TaskCompletionSource _gate = Open();

    /// <summary>Batches a commit, in order.</summary>
    public List<int> Commits { get; } = [];

    public bool Fails { get; set; }

    /// <summary>Makes every commit fail that holds such a batch; the store goes on answering.</summary>
    public Func<IngestBatch, bool> Refuses { get; set; } = _ => false;

    public string Name => inner.Name;

    public IIngest Ingest => this;

    public IRunStore Runs => inner.Runs;

    public ILogStore Logs => inner.Logs;

    public IMetricStore Metrics => inner.Metrics;

    public IVerdictStore Verdicts => inner.Verdicts;

    public IControlStore Control => inner.Control;

    public Task CheckAsync(CancellationToken cancellation) => Fails ? throw new IOException("disk secret-host is full") : inner.CheckAsync(cancellation);

    public void Hold() => _gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Release() => _gate.TrySetResult();

    public async Task<IReadOnlyList<IngestResult>> AppendAsync(TenantId tenant, IReadOnlyList<IngestBatch> batches, CancellationToken cancellation)
    {
        lock (Commits) Commits.Add(batches.Count);
        await _gate.Task;
        if (Fails) throw new IOException("disk secret-host is full");
        if (batches.Any(Refuses)) throw new InvalidOperationException("a batch that can't be stored");
        return await inner.Ingest.AppendAsync(tenant, batches, cancellation);
    }

    public async Task UntilCommitsAsync(int count)
    {
        while (true)
        {
            lock (Commits)
            {
                if (Commits.Count >= count) return;
            }

            await Task.Yield();
        }
    }

    // The test server closes the real one.
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static TaskCompletionSource Open()
    {
        var open = new TaskCompletionSource();
        open.SetResult();
        return open;
    }
}
