using Fabrik.Laos.Evidence;

namespace Fabrik.Laos.Sources.Sentry;

/// <summary>The errors that answer a question.</summary>
/// <param name="Groups">Most frequent first, then by title.</param>
/// <param name="Coverage">1 when all were read.</param>
/// <param name="Cut">Why not all were read; null when they were.</param>
/// <param name="Query">As it was sent.</param>
/// <param name="Language">Of <paramref name="Query"/>.</param>
/// <param name="Page">Where a person sees the same; null when there is no such page.</param>
/// <param name="How">How it was counted, a sentence.</param>
internal sealed record ErrorReading(
    IReadOnlyList<ErrorGroup> Groups, double Coverage, string? Cut, string Query, string Language, string? Page, string How);
