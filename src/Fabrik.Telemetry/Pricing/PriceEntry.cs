using Fabrik.Core.Time;

namespace Fabrik.Telemetry.Pricing;

/// <summary>What some models of one provider cost in one stretch of time. Prices are USD per million tokens; null is unknown, not free.</summary>
internal sealed record PriceEntry
{
    /// <summary>A provider of the book, or <c>*</c> for any.</summary>
    public required string Provider { get; init; }

    public required IReadOnlyList<ModelPattern> Models { get; init; }

    /// <summary>Inclusive.</summary>
    public required UnixTime From { get; init; }

    /// <summary>Exclusive; null while in force.</summary>
    public UnixTime? Until { get; init; }

    /// <summary>Prices hold for calls of at most so many input tokens, cached ones included; null for any.</summary>
    public long? MaxInputTokens { get; init; }

    public decimal? Input { get; init; }

    public decimal? CacheRead { get; init; }

    public decimal? CacheWrite { get; init; }

    public decimal? Output { get; init; }

    /// <summary>What output costs, unless said otherwise.</summary>
    public decimal? Reasoning { get; init; }

    public bool IsInForce(UnixTime at) => at >= From && (Until is not { } until || at < until);
}
