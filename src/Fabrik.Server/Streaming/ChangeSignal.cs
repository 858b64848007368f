using Fabrik.Core.Scope;

namespace Fabrik.Server.Streaming;

/// <summary>Wakes a tenant's live streams after a commit of this process. What other processes commit, streams find by polling.</summary>
internal sealed class ChangeSignal
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TenantId, TaskCompletionSource> _waiting = [];

    /// <summary>Completes at the tenant's next change. Take it before reading the store, or a change in between is missed.</summary>
    public Task Next(TenantId tenant)
    {
        lock (_gate)
        {
            if (!_waiting.TryGetValue(tenant, out var signal))
                _waiting[tenant] = signal = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return signal.Task;
        }
    }

    public void Publish(TenantId tenant)
    {
        TaskCompletionSource? signal;
        lock (_gate) _waiting.Remove(tenant, out signal);
        signal?.SetResult();
    }
}
