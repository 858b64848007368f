namespace Fabrik.Laos.Config;

/// <summary>How many of the worst are named.</summary>
public sealed record FailureDetailsConfig
{
    public int TopSpans { get; init; } = 3;

    public int TopErrors { get; init; } = 3;

    public int TopRoutes { get; init; } = 3;
}
