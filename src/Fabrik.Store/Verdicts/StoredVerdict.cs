using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;

namespace Fabrik.Store.Verdicts;

/// <summary>One verdict as a store keeps it: what a list shows of it, and the report it was read from.</summary>
public sealed record StoredVerdict
{
    /// <summary>Kept so long with every verdict, so that one report can't fill a disk.</summary>
    public const int MaxReportBytes = 1024 * 1024;

    public required VerdictId Id { get; init; }

    /// <summary>Which judge: <c>laos.lint</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The run that was judged; null for a window of telemetry.</summary>
    public RunId? Run { get; init; }

    public string? Service { get; init; }

    public string? Agent { get; init; }

    public string? Env { get; init; }

    public required VerdictStatus Status { get; init; }

    /// <summary>One sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>When it was concluded. Not a part of what makes two verdicts the same.</summary>
    public required UnixTime CreatedAt { get; init; }

    /// <summary>What was run, so that only like is compared with like; null where nothing was.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>The worst violation in words; null without one.</summary>
    public string? Headline { get; init; }

    /// <summary>UTF-8 JSON. Empty in lists, and once the report is older than its tenant keeps evidence: the verdict stays.</summary>
    public ReadOnlyMemory<byte> Report { get; init; }
}
