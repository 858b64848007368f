using Fabrik.Core.Scope;

namespace Fabrik.Store.Postgres.Evidence;

/// <summary>Where a log line or a metric point goes: by its tenant's retention and the week it came in.</summary>
internal sealed record EvidencePlace(ProjectId Project, short RetentionClass, DateOnly Week);
