using Fabrik.Core.Runs;

namespace Fabrik.Server.Runs.Contracts;

internal sealed record ErrorView
{
    /// <summary>A class or code.</summary>
    public required string Type { get; init; }

    public required string Message { get; init; }

    public static ErrorView? Of(StepError? error) => error is null ? null : new ErrorView { Type = error.Type, Message = error.Message };
}
