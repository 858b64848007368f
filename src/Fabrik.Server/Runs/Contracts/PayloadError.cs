namespace Fabrik.Server.Runs.Contracts;

internal sealed record PayloadError
{
    public string? Type { get; init; }

    public string? Message { get; init; }

    public string? Stack { get; init; }
}
