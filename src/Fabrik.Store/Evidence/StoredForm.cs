using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Store.Verdicts;
using Fabrik.Telemetry.Model;

namespace Fabrik.Store.Evidence;

/// <summary>Brings what arrives into its stored form (see <see cref="StoredText"/>) before anything is compared or written.</summary>
internal static class StoredForm
{
    public static RunGroup Of(RunGroup group) => group with
    {
        Facts = Of(group.Facts),
        Ends = group.Ends.Count == 0 ? [] : [.. group.Ends.Select(e => e.End.Error is { } error ? e with { End = e.End with { Error = Of(error) } } : e)],
        Steps = [.. group.Steps.Select(Of)],
    };

    public static Step Of(Step step)
    {
        if (IsStoredForm(step)) return step;
        return step with
        {
            Name = StoredText.Clean(step.Name),
            Service = Key(step.Service),
            Agent = Key(step.Agent),
            Env = Key(step.Env),
            Model = Key(step.Model),
            RequestModel = Key(step.RequestModel),
            Provider = Key(step.Provider),
            Tool = Key(step.Tool),
            ToolCallId = Clean(step.ToolCallId),
            Cost = step.Cost is { } c ? c with { UnknownReason = Clean(c.UnknownReason), PriceVersion = Clean(c.PriceVersion) } : null,
            Error = Of(step.Error),
            InputPreview = Clean(step.InputPreview),
            OutputPreview = Clean(step.OutputPreview),
            Span = step.Span is { } s
                ? s with { Route = Clean(s.Route), DbSystem = Clean(s.DbSystem), ForeignRunId = Clean(s.ForeignRunId) }
                : null,
            Provenance = StoredText.Clean(step.Provenance),
        };
    }

    /// <summary>Names are cut like filters; of tags with equal stored keys the first stands.</summary>
    public static RunFacts Of(RunFacts facts) => new()
    {
        Name = Clean(facts.Name),
        Service = Key(facts.Service),
        Agent = Key(facts.Agent),
        AgentVersion = Key(facts.AgentVersion),
        Env = Key(facts.Env),
        Release = Key(facts.Release),
        SessionId = Key(facts.SessionId),
        UserHash = Key(facts.UserHash),
        Tags = Of(facts.Tags),
    };

    public static IReadOnlyDictionary<string, string> Of(IReadOnlyDictionary<string, string> tags)
    {
        if (tags.Count == 0) return RunFacts.None.Tags;
        var stored = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in tags) stored.TryAdd(StoredText.Key(key), StoredText.Key(value));
        return stored;
    }

    public static RunScope Of(RunScope scope) => scope with { Service = Key(scope.Service), Agent = Key(scope.Agent), Env = Key(scope.Env) };

    public static StepError? Of(StepError? error) =>
        error is null ? null : new StepError(StoredText.Clean(error.Type), StoredText.Clean(error.Message));

    public static LogEntry Of(LogEntry log) => log with
    {
        SeverityText = StoredText.Clean(log.SeverityText),
        EventName = StoredText.Clean(log.EventName),
        Body = StoredText.Clean(log.Body),
        Service = Key(log.Service),
        Agent = Key(log.Agent),
        Env = Key(log.Env),
        SpanId = Clean(log.SpanId),
    };

    /// <summary>A value that is not a number is no value: SQLite has no NaN.</summary>
    public static MetricEntry Of(MetricEntry metric) => metric with
    {
        Point = metric.Point with
        {
            Name = StoredText.Key(metric.Point.Name),
            Unit = StoredText.Clean(metric.Point.Unit),
            Value = metric.Point.Value is { } v && double.IsNaN(v) ? null : metric.Point.Value,
        },
        Service = Key(metric.Service),
        Agent = Key(metric.Agent),
        Env = Key(metric.Env),
    };

    public static StoredVerdict Of(StoredVerdict verdict) => verdict with
    {
        Kind = StoredText.Key(verdict.Kind),
        Service = Key(verdict.Service),
        Agent = Key(verdict.Agent),
        Env = Key(verdict.Env),
        Summary = StoredText.Clean(verdict.Summary),
        Fingerprint = Key(verdict.Fingerprint),
        Headline = Clean(verdict.Headline),
    };

    private static string? Clean(string? text) => text is null ? null : StoredText.Clean(text);

    private static string? Key(string? text) => text is null ? null : StoredText.Key(text);

    // Nearly every step is fine as it came: no copy is made of those.
    private static bool IsStoredForm(Step s) =>
        IsClean(s.Name) && IsKey(s.Service) && IsKey(s.Agent) && IsKey(s.Env) && IsKey(s.Model) && IsKey(s.RequestModel)
        && IsKey(s.Provider) && IsKey(s.Tool) && IsClean(s.ToolCallId) && IsClean(s.Cost?.UnknownReason) && IsClean(s.Cost?.PriceVersion)
        && IsClean(s.Error?.Type) && IsClean(s.Error?.Message) && IsClean(s.InputPreview) && IsClean(s.OutputPreview)
        && IsClean(s.Span?.Route) && IsClean(s.Span?.DbSystem) && IsClean(s.Span?.ForeignRunId) && IsClean(s.Provenance);

    private static bool IsClean(string? text) => text is null || ReferenceEquals(StoredText.Clean(text), text);

    private static bool IsKey(string? text) => text is null || (text.Length <= StoredText.MaxKeyLength && IsClean(text));
}
