namespace Fabrik.Server.Runs.Contracts;

/// <summary>What has a name and a version: an instrumentation library, a managed prompt.</summary>
internal sealed record PayloadNamed
{
    public string? Name { get; init; }

    public string? Version { get; init; }
}
