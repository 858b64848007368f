using Fabrik.Core.Redaction;
using Fabrik.Core.Runs;
using Fabrik.Telemetry.Model;

namespace Fabrik.Server.Ingest;

/// <summary>Redacts all that one item of telemetry brings. Pure; never throws.</summary>
internal static class EvidenceRedaction
{
    public static RunGroup Apply(RunGroup group, Redactor redactor) => group with
    {
        Facts = StepRedaction.Apply(group.Facts, redactor),
        Ends = group.Ends.Count == 0 ? [] : [.. group.Ends.Select(e => e.End.Error is { } error ? e with { End = e.End with { Error = Apply(error, redactor) } } : e)],
        Steps = [.. group.Steps.Select(s => StepRedaction.Apply(s, redactor))],
    };

    public static LogEntry Apply(LogEntry log, Redactor redactor) => log with
    {
        Body = StepRedaction.Text(log.Body, redactor)!,
        EventName = StepRedaction.Text(log.EventName, redactor)!,
        Service = StepRedaction.Text(log.Service, redactor),
        Agent = StepRedaction.Text(log.Agent, redactor),
        Env = StepRedaction.Text(log.Env, redactor),
        Attributes = StepRedaction.Json(log.Attributes, redactor),
    };

    public static MetricEntry Apply(MetricEntry metric, Redactor redactor) => metric with
    {
        Service = StepRedaction.Text(metric.Service, redactor),
        Agent = StepRedaction.Text(metric.Agent, redactor),
        Env = StepRedaction.Text(metric.Env, redactor),
        Attributes = StepRedaction.Json(metric.Attributes, redactor),
    };

    public static StepError Apply(StepError error, Redactor redactor) =>
        new(StepRedaction.Text(error.Type, redactor)!, StepRedaction.Text(error.Message, redactor)!);
}
