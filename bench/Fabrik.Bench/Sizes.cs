namespace Fabrik.Bench;

/// <summary>How much is done. The small sizes only show that a benchmark works: their values mean nothing.</summary>
internal sealed record Sizes
{
    public static Sizes Full { get; } = new();

    public static Sizes Small { get; } = new()
    {
        Rounds = 2,
        Steps = 10_000,
        Spans = 10_240,
        Runs = 10_000,
        PushedBytes = 32L << 20,
        Starts = 3,
        Settle = TimeSpan.FromSeconds(1),
        Reads = 5,
    };

    public int Rounds { get; init; } = 5;

    /// <summary>Steps a round of ingest.</summary>
    public int Steps { get; init; } = 100_000;

    /// <summary>Spans a round of ingest.</summary>
    public int Spans { get; init; } = 102_400;

    /// <summary>Runs in the tenant whose runs are listed.</summary>
    public int Runs { get; init; } = 1_000_000;

    public long PushedBytes { get; init; } = 1L << 30;

    /// <summary>Starts of each program.</summary>
    public int Starts { get; init; } = 21;

    /// <summary>How long a server is left alone before it counts as idle.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Requests for each query a round.</summary>
    public int Reads { get; init; } = 40;
}
