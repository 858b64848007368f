using System.ComponentModel;
using Fabrik.Core.Runs;
using Fabrik.Core.Time;

namespace Fabrik.Server.Runs.Contracts;

/// <summary>The body of <c>POST /v1/runs/{run_id}:finish</c>, for the API's description; <see cref="RunEndBody"/> reads it.</summary>
internal sealed record RunEndInput
{
    [Description("Any but running.")]
    public required RunStatus Status { get; init; }

    [Description("Now, where it is absent.")]
    public UnixTime? EndedAt { get; init; }

    public ErrorInput? Error { get; init; }
}
