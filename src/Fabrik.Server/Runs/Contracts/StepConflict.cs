using System.ComponentModel;

namespace Fabrik.Server.Runs.Contracts;

/// <summary>A step whose id is taken by another body; the stored one stands.</summary>
internal sealed record StepConflict
{
    [Description("Its place in the request.")]
    public required int Index { get; init; }

    public required string StepId { get; init; }

    public required string Reason { get; init; }
}
