using Fabrik.Core.Scope;

namespace Fabrik.Store.Evidence;

/// <summary>The write side of a run's evidence.</summary>
public interface IIngest
{
    /// <summary>
    /// Writes all batches of a tenant in one transaction. When it returns, they are durable and readable.
    /// When it throws, none of them is stored.
    /// </summary>
    /// <returns>One result a batch, in order.</returns>
    Task<IReadOnlyList<IngestResult>> AppendAsync(TenantId tenant, IReadOnlyList<IngestBatch> batches, CancellationToken cancellation);
}
