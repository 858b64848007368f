using Fabrik.Core.Scope;
using Fabrik.Store.Evidence;
using Fabrik.Store.Postgres.Runs;
using Npgsql;

namespace Fabrik.Store.Postgres.Evidence;

/// <summary>Writes all batches of a tenant in one transaction; what can be computed is computed before the tenant is locked.</summary>
internal sealed class PostgresIngest(NpgsqlDataSource source, PartitionWatch partitions, AppendTurns turns) : IIngest
{
    public Task<IReadOnlyList<IngestResult>> AppendAsync(TenantId tenant, IReadOnlyList<IngestBatch> batches, CancellationToken cancellation)
    {
        var prepared = batches.Select(PreparedBatch.Of).ToList();
        return turns.TakeAsync(tenant, () => WriteAsync(tenant, prepared, cancellation), cancellation);
    }

    private async Task<IReadOnlyList<IngestResult>> WriteAsync(TenantId tenant, List<PreparedBatch> batches, CancellationToken cancellation)
    {
        await using var writer = await TenantWriter.OpenAsync(source, partitions, tenant, cancellation);
        var append = new Append(writer);
        foreach (var project in batches.GroupBy(b => b.Project)) await append.LoadAsync(project.Key, [.. project], cancellation);
        var results = new List<IngestResult>(batches.Count);
        foreach (var batch in batches) results.Add(await append.AddAsync(batch, cancellation));
        await append.FlushAsync(batches, cancellation);
        await writer.SaveAsync(cancellation);
        await writer.CommitAsync(cancellation);
        return results;
    }
}
