namespace Fabrik.Laos.Evidence;

/// <param name="Version">Null when the source does not say.</param>
public sealed record SourceVersion(string Source, string? Version);
