using System.Collections.Concurrent;
using Fabrik.Core.Redaction;
using Fabrik.Core.Scope;
using Fabrik.Store;

namespace Fabrik.Server.Ingest;

/// <summary>Each tenant's <see cref="Redactor"/>, made from its key when it is first needed.</summary>
internal sealed class TenantRedactors(IFabrikStore store, RedactionRules rules)
{
    private const int MaxTenants = 1000;
    private readonly ConcurrentDictionary<TenantId, Redactor> _redactors = [];

    public async ValueTask<Redactor> ForAsync(TenantId tenant)
    {
        if (_redactors.TryGetValue(tenant, out var known)) return known;
        var redactor = new Redactor(rules, await store.Control.RedactionKeyAsync(tenant, CancellationToken.None));
        if (_redactors.Count >= MaxTenants) _redactors.Clear();
        return _redactors.GetOrAdd(tenant, redactor);
    }
}
