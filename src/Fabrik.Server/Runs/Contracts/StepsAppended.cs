namespace Fabrik.Server.Runs.Contracts;

internal sealed record StepsAppended
{
    public required string RunId { get; init; }

    public required int Accepted { get; init; }

    public required int Duplicates { get; init; }
}
