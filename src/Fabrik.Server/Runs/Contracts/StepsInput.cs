using System.ComponentModel.DataAnnotations;

namespace Fabrik.Server.Runs.Contracts;

/// <summary>The body of <c>POST /v1/runs/{run_id}/steps</c>, for the API's description; <see cref="StepsBody"/> reads it.</summary>
internal sealed record StepsInput
{
    [MinLength(1)]
    [MaxLength(StepsBody.MaxSteps)]
    public required IReadOnlyList<StepInput> Steps { get; init; }
}
