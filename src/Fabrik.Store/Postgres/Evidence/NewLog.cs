using Fabrik.Telemetry.Model;

namespace Fabrik.Store.Postgres.Evidence;

/// <param name="Added">Order of arrival in the tenant: settles equal times.</param>
internal sealed record NewLog(EvidencePlace Place, long Added, LogEntry Log);
