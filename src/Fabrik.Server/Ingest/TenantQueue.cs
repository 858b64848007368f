namespace Fabrik.Server.Ingest;

/// <summary>What waits for one tenant's writer. Guarded by <see cref="IngestQueue"/>'s lock.</summary>
internal sealed class TenantQueue
{
    private readonly Queue<PendingBatch> _waiting = [];

    /// <summary>Waiting or being committed.</summary>
    public int Items { get; private set; }

    public bool IsEmpty => _waiting.Count == 0;

    /// <summary>The writer; runs while there is something to write.</summary>
    public Task Writer { get; set; } = Task.CompletedTask;

    public void Add(PendingBatch pending)
    {
        _waiting.Enqueue(pending);
        Items += pending.Items;
    }

    /// <summary>The oldest batches, at least one, together at most about <paramref name="maxItems"/> items.</summary>
    public PendingBatch[] Take(int maxItems)
    {
        List<PendingBatch> group = [];
        var items = 0;
        while (_waiting.TryPeek(out var next) && (group.Count == 0 || items + next.Items <= maxItems))
        {
            items += next.Items;
            group.Add(_waiting.Dequeue());
        }

        return [.. group];
    }

    public void Committed(PendingBatch[] group)
    {
        foreach (var pending in group) Items -= pending.Items;
    }
}
