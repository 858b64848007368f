namespace Fabrik.Bench.Baselines;

internal sealed record BareBody
{
    public required List<BareStep> Steps { get; init; }
}
