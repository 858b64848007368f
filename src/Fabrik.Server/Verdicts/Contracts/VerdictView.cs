using System.ComponentModel;
using System.Text.Json.Serialization;
using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;
using Fabrik.Store.Verdicts;

namespace Fabrik.Server.Verdicts.Contracts;

/// <summary>A verdict as the API shows it.</summary>
internal sealed record VerdictView
{
    public required string Id { get; init; }

    public required string Kind { get; init; }

    public required string? RunId { get; init; }

    public required string? Service { get; init; }

    public required string? Agent { get; init; }

    public required string? Env { get; init; }

    public required VerdictStatus Status { get; init; }

    public required string Summary { get; init; }

    [Description("The worst violation in words, else what was not judged; null where all held.")]
    public required string? Headline { get; init; }

    [Description("What was run; only like is compared with like.")]
    public required string? Fingerprint { get; init; }

    public required UnixTime CreatedAt { get; init; }

    [Description("Left out in lists, and once it is older than evidence is kept.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ReportJson? Report { get; init; }

    public static VerdictView Of(StoredVerdict verdict) => new()
    {
        Id = verdict.Id.ToString(),
        Kind = verdict.Kind,
        RunId = verdict.Run?.Value,
        Service = verdict.Service,
        Agent = verdict.Agent,
        Env = verdict.Env,
        Status = verdict.Status,
        Summary = verdict.Summary,
        Headline = verdict.Headline,
        Fingerprint = verdict.Fingerprint,
        CreatedAt = verdict.CreatedAt,
        Report = verdict.Report.IsEmpty ? null : new ReportJson(verdict.Report),
    };
}
