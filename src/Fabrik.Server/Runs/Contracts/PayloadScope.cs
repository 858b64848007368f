namespace Fabrik.Server.Runs.Contracts;

/// <summary>The instrumentation library.</summary>
internal sealed record PayloadScope
{
    public string? Name { get; init; }

    public string? Version { get; init; }
}
