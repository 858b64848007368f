using Fabrik.Store.Control;
using Fabrik.Store.Evidence;
using Fabrik.Store.Runs;
using Fabrik.Store.Verdicts;

namespace Fabrik.Store;

/// <summary>
/// One opened store, migrated to this build's schema. Two implementations: SQLite, one file per tenant, and PostgreSQL
/// with forced row-level security. Every call but the control plane's names its tenant.
/// </summary>
public interface IFabrikStore : IAsyncDisposable
{
    /// <summary><c>sqlite</c> or <c>postgres</c>.</summary>
    string Name { get; }

    IIngest Ingest { get; }

    IRunStore Runs { get; }

    ILogStore Logs { get; }

    IMetricStore Metrics { get; }

    IVerdictStore Verdicts { get; }

    IControlStore Control { get; }

    /// <summary>Completes when the store can serve; throws with the reason when it can't.</summary>
    Task CheckAsync(CancellationToken cancellation);
}
