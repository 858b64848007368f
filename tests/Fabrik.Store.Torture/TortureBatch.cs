using System.Text;
using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Store.Evidence;
using Fabrik.Telemetry.Model;

namespace Fabrik.Store.Torture;

/// <summary>The batch that belongs to a run id, the same in the process that is killed and in the one that checks.</summary>
public static class TortureBatch
{
    public static IngestBatch Of(RunId run)
    {
        var random = new Random(run.Value.Aggregate(17, (hash, c) => unchecked((hash * 31) + c)));
        var start = UnixTime.From(new DateTimeOffset(2026, 2, 11, 12, 0, 0, TimeSpan.Zero)).Add(TimeSpan.FromSeconds(random.Next(100_000)));
        var steps = Enumerable.Range(0, random.Next(1, 60)).Select(i => new Step
        {
            Id = StepId.Parse($"s{i}"),
            Kind = StepKind.Tool,
            Name = "torture",
            Status = StepStatus.Ok,
            StartedAt = start,
            EndedAt = start.Add(TimeSpan.FromMilliseconds(i)),
            Tool = $"tool-{random.Next(5)}",
            Provenance = "rest",
            Payload = Encoding.UTF8.GetBytes($"{{\"input\":\"{new string((char)('a' + i % 26), random.Next(3_000))}\"}}"),
        }).ToArray();
        return new IngestBatch
        {
            Project = ProjectId.Default,
            Groups = [new RunGroup { Run = run, Facts = new RunFacts { Service = "torture" }, Steps = steps }],
            Logs = [new LogEntry { Time = start, Body = "appended", Run = run }],
        };
    }
}
