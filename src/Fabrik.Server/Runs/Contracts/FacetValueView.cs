namespace Fabrik.Server.Runs.Contracts;

internal sealed record FacetValueView
{
    public required string Value { get; init; }

    public required long Runs { get; init; }
}
