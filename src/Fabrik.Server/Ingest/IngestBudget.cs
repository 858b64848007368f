using Fabrik.Core.Scope;

namespace Fabrik.Server.Ingest;

/// <summary>Counts the bytes of requests in flight, for each tenant and over all.</summary>
internal sealed class IngestBudget(IngestLimits limits)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TenantId, long> _tenants = [];
    private long _total;

    /// <summary>Bytes held now, over all tenants.</summary>
    public long TotalBytes => Interlocked.Read(ref _total);

    /// <summary>A lease that holds nothing yet; dispose it after the commit.</summary>
    public IngestLease Lease(TenantId tenant) => new(this, tenant);

    /// <param name="held">What the asking request holds already.</param>
    internal bool TryTake(TenantId tenant, long held, long bytes)
    {
        lock (_gate)
        {
            var ofTenant = _tenants.GetValueOrDefault(tenant);
            var alone = _total == held;
            if (!alone && (ofTenant + bytes > limits.TenantBytes || _total + bytes > limits.TotalBytes)) return false;
            _tenants[tenant] = ofTenant + bytes;
            _total += bytes;
            return true;
        }
    }

    internal void Return(TenantId tenant, long bytes)
    {
        lock (_gate)
        {
            _total -= bytes;
            if ((_tenants[tenant] -= bytes) == 0) _tenants.Remove(tenant);
        }
    }
}
