using Fabrik.Core.Scope;

namespace Fabrik.Server.Ingest;

/// <summary>The bytes one request holds of an <see cref="IngestBudget"/>. Not thread-safe: one request, one flow.</summary>
internal sealed class IngestLease(IngestBudget budget, TenantId tenant) : IDisposable
{
    private long _held;

    public TenantId Tenant => tenant;

    /// <summary>Raises what is held to <paramref name="bytes"/> in all; false when there is no room.</summary>
    public bool TryHold(long bytes)
    {
        var more = bytes - _held;
        if (more <= 0) return true;
        if (!budget.TryTake(tenant, _held, more)) return false;
        _held = bytes;
        return true;
    }

    public void Dispose()
    {
        if (_held > 0) budget.Return(tenant, _held);
        _held = 0;
    }
}
