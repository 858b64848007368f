using System.ComponentModel;
using Fabrik.Core.Runs;

namespace Fabrik.Server.Runs.Contracts;

internal sealed record CostView
{
    [Description("Decimal USD by the price book; null where it can't be known.")]
    public required string? ComputedUsd { get; init; }

    [Description("Why computed_usd is null.")]
    public required string? UnknownReason { get; init; }

    public required string? PriceVersion { get; init; }

    [Description("Decimal USD the emitter claimed.")]
    public required string? ReportedUsd { get; init; }

    public static CostView? Of(StepCost? cost) => cost is null ? null : new CostView
    {
        ComputedUsd = cost.Computed?.ToString(),
        UnknownReason = cost.UnknownReason,
        PriceVersion = cost.PriceVersion,
        ReportedUsd = cost.Reported?.ToString(),
    };
}
