using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Telemetry.Model;

namespace Fabrik.Store.Evidence;

/// <summary>What one request brought, redacted and mapped, for one project.</summary>
public sealed record IngestBatch
{
    public required ProjectId Project { get; init; }

    public IReadOnlyList<RunGroup> Groups { get; init; } = [];

    public IReadOnlyList<LogEntry> Logs { get; init; } = [];

    public IReadOnlyList<MetricEntry> Metrics { get; init; } = [];
}
