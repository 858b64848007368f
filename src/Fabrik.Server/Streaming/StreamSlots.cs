using Fabrik.Core.Scope;

namespace Fabrik.Server.Streaming;

/// <summary>Counts each tenant's open streams.</summary>
internal sealed class StreamSlots(int perTenant)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<TenantId, int> _open = [];

    public bool TryTake(TenantId tenant)
    {
        lock (_gate)
        {
            var open = _open.GetValueOrDefault(tenant);
            if (open >= perTenant) return false;
            _open[tenant] = open + 1;
            return true;
        }
    }

    public void Return(TenantId tenant)
    {
        lock (_gate)
        {
            if (--_open[tenant] == 0) _open.Remove(tenant);
        }
    }
}
