using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Store.Evidence;
using Fabrik.Store.Postgres.Runs;
using Fabrik.Telemetry.Model;

namespace Fabrik.Store.Postgres.Evidence;

/// <summary>A batch in its stored form.</summary>
internal sealed record PreparedBatch(
    ProjectId Project,
    IReadOnlyList<RunGroup> Groups,
    IReadOnlyList<PreparedStep[]> Steps,
    IReadOnlyList<LogEntry> Logs,
    IReadOnlyList<MetricEntry> Metrics)
{
    public static PreparedBatch Of(IngestBatch batch)
    {
        RunGroup[] groups = [.. batch.Groups.Select(StoredForm.Of)];
        return new PreparedBatch(
            batch.Project,
            groups,
            [.. groups.Select(g => g.Steps.Select(PreparedStep.Of).ToArray())],
            [.. batch.Logs.Select(StoredForm.Of)],
            [.. batch.Metrics.Select(StoredForm.Of)]);
    }
}
