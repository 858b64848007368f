using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;
using Fabrik.Store.Verdicts;

namespace Fabrik.Server.Verdicts.Contracts;

/// <summary>A run's newest lint, as much as a badge shows.</summary>
internal sealed record LintView
{
    public required string Id { get; init; }

    public required VerdictStatus Status { get; init; }

    public required string Summary { get; init; }

    public required UnixTime CreatedAt { get; init; }

    public static LintView? Of(StoredVerdict? verdict) => verdict is null ? null : new LintView
    {
        Id = verdict.Id.ToString(),
        Status = verdict.Status,
        Summary = verdict.Summary,
        CreatedAt = verdict.CreatedAt,
    };
}
