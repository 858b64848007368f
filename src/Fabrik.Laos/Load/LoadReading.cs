namespace Fabrik.Laos.Load;

/// <summary>What a tool's result says. See <see cref="Evidence.LoadOutcome"/> for the meaning of each.</summary>
public sealed record LoadReading
{
    public long Sent { get; init; }

    public long Failed { get; init; }

    public long ErrorStatuses { get; init; }

    public IReadOnlyDictionary<string, double> Latency { get; init; } = new SortedDictionary<string, double>(StringComparer.Ordinal);

    public IReadOnlyList<string> Crossed { get; init; } = [];

    public string? Problem { get; init; }

    public static LoadReading Broken(string problem) => new() { Problem = problem };

    /// <summary>Adds what no tool calls a failure: a test that sent nothing or was never answered.</summary>
    public LoadReading JudgedAt(Uri target) => Problem is not null ? this
        : Sent == 0 ? this with { Problem = "no request was sent" }
        : Failed >= Sent ? this with { Latency = new SortedDictionary<string, double>(StringComparer.Ordinal), Problem = $"no request was answered: {target} refused or stayed silent" }
        : this;
}
