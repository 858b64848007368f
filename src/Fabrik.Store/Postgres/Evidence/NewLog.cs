using Fabrik.Telemetry.Model;

namespace Fabrik.Store.Postgres.Evidence;

/// <param name="Added">Order of arrival in the tenant: settles equal times.</param>
/// <param name="RunNamed">False where the run is known by the trace only.</param>
internal sealed record NewLog(EvidencePlace Place, long Added, bool RunNamed, LogEntry Log);
