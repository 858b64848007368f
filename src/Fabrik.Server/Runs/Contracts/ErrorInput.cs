namespace Fabrik.Server.Runs.Contracts;

internal sealed record ErrorInput
{
    public required string Type { get; init; }

    public string? Message { get; init; }
}
