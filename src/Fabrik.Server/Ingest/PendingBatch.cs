using Fabrik.Store.Evidence;

namespace Fabrik.Server.Ingest;

/// <summary>A request's batch on its way into the store.</summary>
internal sealed class PendingBatch(IngestBatch batch, int items)
{
    private readonly TaskCompletionSource<IngestResult?> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IngestBatch Batch => batch;

    public int Items => items;

    /// <summary>Completes after the commit; null when the store failed and nothing of the batch is stored.</summary>
    public Task<IngestResult?> Done => _done.Task;

    public void Complete(IngestResult? result) => _done.TrySetResult(result);
}
