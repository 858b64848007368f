namespace Fabrik.Core.Statistics;

/// <summary>
/// Sequential probability ratio test for a proportion: Wald, Annals of Mathematical Statistics 16 (1945). Asks after every trial whether
/// the chance of an event (a failure, say) is <see cref="Low"/> or <see cref="High"/>, and stops as soon as the evidence allows.
/// </summary>
public sealed class Sprt
{
    private readonly double _perEvent;
    private readonly double _perOther;

    /// <param name="low">The acceptable chance, above 0.</param>
    /// <param name="high">The unacceptable chance, above <paramref name="low"/> and below 1.</param>
    /// <param name="alpha">The accepted risk of concluding high where low holds; above 0.</param>
    /// <param name="beta">The accepted risk of concluding low where high holds; above 0, and below 1 together with alpha.</param>
    public Sprt(double low, double high, double alpha, double beta)
    {
        Samples.ThrowIfNotBetweenZeroAndOne(low, nameof(low));
        Samples.ThrowIfNotBetweenZeroAndOne(high, nameof(high));
        Samples.ThrowIfNotBetweenZeroAndOne(alpha, nameof(alpha));
        Samples.ThrowIfNotBetweenZeroAndOne(beta, nameof(beta));
        if (low >= high) throw new ArgumentOutOfRangeException(nameof(high), high, $"Expected more than the acceptable chance, {low}.");
        if (alpha + beta >= 1) throw new ArgumentOutOfRangeException(nameof(beta), beta, "Expected alpha + beta below 1.");
        (Low, High) = (low, high);
        _perEvent = Math.Log(high / low);
        _perOther = Math.Log((1 - high) / (1 - low));
        LowerBoundary = Math.Log(beta / (1 - alpha));
        UpperBoundary = Math.Log((1 - beta) / alpha);
    }

    public double Low { get; }

    public double High { get; }

    /// <summary>At or below this log likelihood ratio, low is accepted.</summary>
    public double LowerBoundary { get; }

    /// <summary>At or above this log likelihood ratio, high is accepted.</summary>
    public double UpperBoundary { get; }

    /// <summary>ln of how much likelier the counts are under high than under low.</summary>
    public double LogLikelihoodRatio(long events, long trials)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(events);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(events, trials);
        return (events * _perEvent) + ((trials - events) * _perOther);
    }

    /// <summary>The counts' conclusion. The caller stops at the first that is not <see cref="SprtDecision.Continue"/>.</summary>
    public SprtDecision Decide(long events, long trials)
    {
        var ratio = LogLikelihoodRatio(events, trials);
        return ratio >= UpperBoundary ? SprtDecision.AcceptHigh
            : ratio <= LowerBoundary ? SprtDecision.AcceptLow
            : SprtDecision.Continue;
    }
}
