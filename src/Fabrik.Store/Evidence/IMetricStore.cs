using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Telemetry.Model;

namespace Fabrik.Store.Evidence;

public interface IMetricStore
{
    /// <summary>The points of one metric in time order.</summary>
    /// <param name="since">Inclusive; null for the beginning.</param>
    /// <param name="until">Exclusive; null for the end.</param>
    IAsyncEnumerable<MetricEntry> ReadAsync(
        ProjectScope scope, RunScope runs, string name, UnixTime? since, UnixTime? until, CancellationToken cancellation);

    /// <summary>The names seen, in ordinal order.</summary>
    Task<IReadOnlyList<string>> NamesAsync(ProjectScope scope, RunScope runs, CancellationToken cancellation);
}
