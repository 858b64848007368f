using System.ComponentModel;

namespace Fabrik.Server.Runs.Contracts;

internal sealed record StepPage
{
    [Description("In order of arrival.")]
    public required IReadOnlyList<StepView> Steps { get; init; }

    [Description("Give it as after for the next page; null on the last one.")]
    public required long? NextAfter { get; init; }
}
