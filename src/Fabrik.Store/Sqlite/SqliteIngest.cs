using Fabrik.Core.Scope;
using Fabrik.Store.Evidence;

namespace Fabrik.Store.Sqlite;

internal sealed class SqliteIngest(TenantFiles tenants) : IIngest
{
    public Task<IReadOnlyList<IngestResult>> AppendAsync(TenantId tenant, IReadOnlyList<IngestBatch> batches, CancellationToken cancellation)
    {
        // Hashing and packing need no writer: many callers do it side by side.
        PreparedBatch[] prepared = [.. batches.Select(PreparedBatch.Of)];
        return tenants.WriteAsync<IReadOnlyList<IngestResult>>(
            tenant, database => [.. prepared.Select(batch => new BatchWriter(database, batch).Write())], cancellation);
    }
}
