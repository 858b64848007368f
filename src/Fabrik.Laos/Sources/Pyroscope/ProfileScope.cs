namespace Fabrik.Laos.Sources.Pyroscope;

/// <summary>Where the profiles of a scope are.</summary>
/// <param name="Selector">As asked last; the types it found are <paramref name="Types"/>.</param>
/// <param name="Missing">Why there are none; null when there are some.</param>
internal sealed record ProfileScope(string Selector, IReadOnlyList<string> Types, IReadOnlyList<string> Notes, string? Missing);
