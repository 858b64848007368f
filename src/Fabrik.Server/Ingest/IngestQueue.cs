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
/// commits each costs. A tenant that is quiet holds nothing. What was added is written even if its sender is gone. A batch that
/// the store refuses fails alone: its group is committed in halves, then in halves of these, until it stands by itself.
/// </summary>
internal sealed class IngestQueue(
    IFabrikStore store, IngestLimits limits, ChangeSignal changes, TimeProvider time, ServerMetrics metrics, ILogger<IngestQueue> log) : IHostedService
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TenantId, TenantQueue> _tenants = [];

    /// <param name="done">Completes after the commit; null when the store refused this batch or failed. Never cancelled.</param>
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
            PendingBatch[] group;
            lock (_gate)
            {
                if (queue.IsEmpty)
                {
                    _tenants.Remove(tenant);
                    return;
                }

                group = queue.Take(limits.GroupItems);
            }

            await CommitAsync(tenant, group);
            lock (_gate) queue.Committed(group);
            foreach (var pending in group) pending.Complete();
        }
    }

    /// <returns>False when the store itself has failed, so that the rest need not be tried.</returns>
    [SuppressMessage("Design", "CA1031", Justification = "Whatever fails, the waiting requests must be answered.")]
    private async Task<bool> CommitAsync(TenantId tenant, ArraySegment<PendingBatch> group)
    {
        var start = time.GetTimestamp();
        try
        {
            using var activity = ServerMetrics.Activities.StartActivity("ingest commit");
            activity?.SetTag("fabrik.ingest.batches", group.Count);
            var results = await store.Ingest.AppendAsync(tenant, [.. group.Select(p => p.Batch)], CancellationToken.None);
            for (var i = 0; i < group.Count; i++) group[i].Result = results[i];
            metrics.Committed(time.GetElapsedTime(start), group.Sum(p => p.Items));
            changes.Publish(tenant);
            return true;
        }
        catch (Exception failure)
        {
            metrics.CommitFailed();
            IngestLog.CommitFailed(log, tenant, group.Count, failure);
            if (failure is StoreUnavailableException or IOException or TimeoutException) return false;
        }

        if (group.Count == 1) return true;
        if (!await AnswersAsync()) return false;
        var half = group.Count / 2;
        return await CommitAsync(tenant, group[..half]) && await CommitAsync(tenant, group[half..]);
    }

    [SuppressMessage("Design", "CA1031", Justification = "Why the store does not answer was logged with the commit.")]
    private async Task<bool> AnswersAsync()
    {
        try
        {
            await store.CheckAsync(CancellationToken.None);
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }
}
