namespace Fabrik.Core.Verdicts;

/// <summary>Where evidence came from. No gate accepts <see cref="Synthetic"/> evidence.</summary>
/// <param name="Source">e.g. <c>fabrik-store</c>, <c>tempo</c>, <c>fixture</c>.</param>
/// <param name="Version">The source's version or the dialect table's; null when the source does not say.</param>
/// <param name="Synthetic">True for evidence that was made up for a test or a demonstration.</param>
public sealed record Provenance(string Source, string? Version, bool Synthetic);
