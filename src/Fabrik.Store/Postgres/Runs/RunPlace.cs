using Fabrik.Core.Scope;

namespace Fabrik.Store.Postgres.Runs;

/// <summary>Where a run's steps lie: fixed when the run is made.</summary>
internal sealed record RunPlace(ProjectId Project, long RunNo, short RetentionClass, DateOnly Week);
