using System.Diagnostics.CodeAnalysis;
using Fabrik.Core.Scope;
using Fabrik.Server.Streaming;
using Fabrik.Server.Telemetry;
using Fabrik.Store;
using Fabrik.Store.Evidence;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Fabrik.Server.Ingest;

/// <summary>
/// Group commit: one writer a tenant takes all that waits into one transaction, so the more requests wait, the fewer
/// commits each costs. A tenant that is quiet holds nothing. What was added is written even if its sender is gone.
/// </summary>
internal sealed class IngestQueue(
    IFabrikStore store, IngestLimits limits, ChangeSignal changes, TimeProvider time, ServerMetrics metrics, ILogger<IngestQueue> log) : IHostedService
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TenantId, TenantQueue> _tenants = [];

    /// <param name="done">Completes after the commit; null when the store failed. Never cancelled.</param>
    /// <returns>False when too much waits already.</returns>
    public bool TryAdd(TenantId tenant, IngestBatch batch, int items, [NotNullWhen(true)] out Task<IngestResult?>? done)
    {
        var pending = new PendingBatch(batch, items);
        done = null;
        lock (_gate)
        {
            if (!_tenants.TryGetValue(tenant, out var queue)) queue = new TenantQueue();
            if (queue.Items > 0 && queue.Items + items > limits.TenantItems) return false;
            queue.Add(pending);
            if (_tenants.TryAdd(tenant, queue)) queue.Writer = Task.Run(() => WriteAsync(tenant, queue));
        }

        done = pending.Done;
        return true;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Waits until everything that was added is committed.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        Task[] writers;
        lock (_gate) writers = [.. _tenants.Values.Select(q => q.Writer)];
        return Task.WhenAll(writers).WaitAsync(cancellationToken);
    }

    private async Task WriteAsync(TenantId tenant, TenantQueue queue)
    {
        while (true)
        {
            List<PendingBatch> group;
            lock (_gate)
            {
                if (queue.IsEmpty)
                {
                    _tenants.Remove(tenant);
                    return;
                }

                group = queue.Take(limits.GroupItems);
            }

            var results = await CommitAsync(tenant, group);
            lock (_gate) queue.Committed(group);
            for (var i = 0; i < group.Count; i++) group[i].Complete(results?[i]);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever fails, the waiting requests must be answered.")]
    private async Task<IReadOnlyList<IngestResult>?> CommitAsync(TenantId tenant, List<PendingBatch> group)
    {
        var start = time.GetTimestamp();
        try
        {
            using var activity = ServerMetrics.Activities.StartActivity("ingest commit");
            activity?.SetTag("fabrik.ingest.batches", group.Count);
            var results = await store.Ingest.AppendAsync(tenant, [.. group.Select(p => p.Batch)], CancellationToken.None);
            metrics.Committed(time.GetElapsedTime(start), group.Sum(p => p.Items));
            changes.Publish(tenant);
            return results;
        }
        catch (Exception failure)
        {
            metrics.CommitFailed();
            IngestLog.CommitFailed(log, tenant, group.Count, failure);
            return null;
        }
    }
}
