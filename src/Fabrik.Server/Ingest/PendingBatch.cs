using Fabrik.Store.Evidence;

namespace Fabrik.Server.Ingest;

/// <summary>A request's batch on its way into the store.</summary>
internal sealed class PendingBatch(IngestBatch batch, int items)
{
    private readonly TaskCompletionSource<IngestResult?> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IngestBatch Batch => batch;

    public int Items => items;

    /// <summary>Completes after the commit; null when the store refused it or failed, and nothing of the batch is stored.</summary>
    public Task<IngestResult?> Done => _done.Task;

    /// <summary>Set by the commit.</summary>
    public IngestResult? Result { get; set; }

    public void Complete() => _done.TrySetResult(Result);
}
