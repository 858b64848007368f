namespace Fabrik.Core.Runs;

/// <summary>What a model call cost, by the price book of its day. Unknown is null with a reason, never zero.</summary>
/// <param name="Computed">Ours, from <paramref name="PriceVersion"/>; null when it can't be known.</param>
/// <param name="UnknownReason">Why <paramref name="Computed"/> is null, e.g. <c>no price for model 'x' in book 2026-11</c>.</param>
/// <param name="PriceVersion">The price book that was used, kept so that old runs never change.</param>
/// <param name="Reported">What the emitter itself claimed, kept apart.</param>
public sealed record StepCost(Usd? Computed, string? UnknownReason, string? PriceVersion, Usd? Reported);
