using Fabrik.Core.Scope;
using Fabrik.Telemetry.Model;

namespace Fabrik.Store.Evidence;

public interface ILogStore
{
    /// <summary>Newest first, at most <see cref="LogQuery.Limit"/>.</summary>
    Task<IReadOnlyList<LogEntry>> FindAsync(ProjectScope scope, LogQuery query, CancellationToken cancellation);

    Task<LogCounts> CountAsync(ProjectScope scope, LogQuery query, CancellationToken cancellation);
}
