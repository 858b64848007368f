namespace Fabrik.Laos.Sources;

/// <summary>What a source says of itself.</summary>
/// <param name="Version">Null when it does not say.</param>
/// <param name="Horizon">How far behind now its searches end, e.g. Tempo 3's 30 s; zero when it hides nothing.</param>
/// <param name="ClockSkew">Its clock minus ours, from the Date header; null when it sent none.</param>
/// <param name="Facts">Limits and settings that matter to a reader, by name.</param>
public sealed record SourceProbe(string? Version, TimeSpan Horizon, TimeSpan? ClockSkew, IReadOnlyDictionary<string, string> Facts);
