namespace Fabrik.Core.Verdicts;

/// <summary>A signal's completeness with its reason. Anything but complete says why.</summary>
public sealed record SignalState
{
    private SignalState(SignalKind signal, SignalCompleteness completeness, double? coverage, string? reason) =>
        (Signal, Completeness, Coverage, Reason) = (signal, completeness, coverage, reason);

    public SignalKind Signal { get; }

    public SignalCompleteness Completeness { get; }

    /// <summary>The share seen, 0 to 1; only for <see cref="SignalCompleteness.Partial"/>.</summary>
    public double? Coverage { get; }

    public string? Reason { get; }

    public static SignalState Complete(SignalKind signal) => new(signal, SignalCompleteness.Complete, null, null);

    public static SignalState Partial(SignalKind signal, double coverage, string reason)
    {
        if (coverage is not (>= 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(coverage), coverage, "Expected 0 ≤ coverage < 1.");
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return new(signal, SignalCompleteness.Partial, coverage, reason);
    }

    public static SignalState Pending(SignalKind signal, string reason) => Incomplete(signal, SignalCompleteness.Pending, reason);

    public static SignalState Absent(SignalKind signal, string reason) => Incomplete(signal, SignalCompleteness.Absent, reason);

    public static SignalState Unreachable(SignalKind signal, string reason) => Incomplete(signal, SignalCompleteness.Unreachable, reason);

    public static SignalState Unsupported(SignalKind signal, string reason) => Incomplete(signal, SignalCompleteness.Unsupported, reason);

    private static SignalState Incomplete(SignalKind signal, SignalCompleteness completeness, string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        return new(signal, completeness, null, reason);
    }
}
