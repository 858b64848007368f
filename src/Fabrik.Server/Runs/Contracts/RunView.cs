using System.ComponentModel;
using Fabrik.Core.Runs;
using Fabrik.Core.Time;
using Fabrik.Server.Verdicts.Contracts;
using Fabrik.Store.Verdicts;

namespace Fabrik.Server.Runs.Contracts;

/// <summary>A run as the API shows it.</summary>
internal sealed record RunView
{
    public required string RunId { get; init; }

    public required string Project { get; init; }

    public required RunStatus Status { get; init; }

    public required string? Name { get; init; }

    public required string? Service { get; init; }

    public required string? Agent { get; init; }

    public required string? AgentVersion { get; init; }

    public required string? Env { get; init; }

    public required string? Release { get; init; }

    public required string? SessionId { get; init; }

    public required IReadOnlyDictionary<string, string> Tags { get; init; }

    public required UnixTime StartedAt { get; init; }

    public required UnixTime? EndedAt { get; init; }

    public required UnixTime? LastSeenAt { get; init; }

    [Description("End minus start; while running, what was seen so far.")]
    public required double? DurationMs { get; init; }

    public required ErrorView? Error { get; init; }

    public required long Steps { get; init; }

    public required long Spans { get; init; }

    public required long ModelCalls { get; init; }

    public required long ToolCalls { get; init; }

    public required long Errors { get; init; }

    public required long LateSteps { get; init; }

    public required long Redactions { get; init; }

    public required TokenUsageView Usage { get; init; }

    [Description("Decimal USD; a lower bound while unpriced_calls is above 0.")]
    public required string CostUsd { get; init; }

    public required long UnpricedCalls { get; init; }

    public required IReadOnlyList<string> Models { get; init; }

    public required IReadOnlyList<string> Tools { get; init; }

    [Description("Its newest lint; null where it was never linted.")]
    public required LintView? Lint { get; init; }

    [Description("Grows with every change of the run or its steps.")]
    public required long Revision { get; init; }

    /// <param name="lint">Its newest lint, with or without report.</param>
    public static RunView Of(Run run, StoredVerdict? lint) => new()
    {
        RunId = run.Id.Value,
        Project = run.Project.Value,
        Status = run.Status,
        Name = run.Facts.Name,
        Service = run.Facts.Service,
        Agent = run.Facts.Agent,
        AgentVersion = run.Facts.AgentVersion,
        Env = run.Facts.Env,
        Release = run.Facts.Release,
        SessionId = run.Facts.SessionId,
        Tags = run.Facts.Tags,
        StartedAt = run.StartedAt,
        EndedAt = run.EndedAt,
        LastSeenAt = run.LastSeenAt,
        DurationMs = (run.EndedAt ?? run.LastSeenAt)?.MillisecondsSince(run.StartedAt),
        Error = ErrorView.Of(run.Error),
        Steps = run.Steps,
        Spans = run.Spans,
        ModelCalls = run.ModelCalls,
        ToolCalls = run.ToolCalls,
        Errors = run.Errors,
        LateSteps = run.LateSteps,
        Redactions = run.Redactions,
        Usage = TokenUsageView.Of(run.Usage),
        CostUsd = run.Cost.ToString(),
        UnpricedCalls = run.UnpricedCalls,
        Models = run.Models,
        Tools = run.Tools,
        Lint = LintView.Of(lint),
        Revision = run.Revision,
    };
}
