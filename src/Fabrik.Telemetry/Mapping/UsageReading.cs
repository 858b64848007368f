using System.Text.Json;
using Fabrik.Core.Runs;
using Fabrik.Telemetry.Dialects;

namespace Fabrik.Telemetry.Mapping;

/// <summary>The token counts one span sent, and the disjoint buckets they come to.</summary>
internal sealed class UsageReading
{
    // Above this a count is nonsense, and sums could overflow.
    private const long MaxCount = 1_000_000_000_000_000;

    private readonly long?[] _counts = new long?[Enum.GetValues<UsageBucket>().Length];
    private readonly int[] _ranks = new int[Enum.GetValues<UsageBucket>().Length];
    private readonly bool[] _inclusive = new bool[Enum.GetValues<UsageBucket>().Length];

    public void Clear()
    {
        Array.Clear(_counts);
        Array.Fill(_ranks, int.MaxValue);
    }

    public void Add(UsageBucket bucket, long? count, int rank, UsageRule rule)
    {
        var i = (int)bucket;
        if (count is null or < 0 or > MaxCount || rank >= _ranks[i]) return;
        (_counts[i], _ranks[i], _inclusive[i]) = (count, rank, rule.Inclusive);
    }

    public void AddObject(JsonElement json, int rank, UsageRule rule)
    {
        foreach (var (bucket, paths) in rule.Keys)
        {
            foreach (var path in paths)
            {
                if (CountAt(json, path) is not { } count) continue;
                Add(bucket, count, rank, rule);
                break;
            }
        }
    }

    /// <summary>Null when the span told neither side of the call.</summary>
    public TokenUsage? ToUsage()
    {
        var (input, output, total) = (this[UsageBucket.Input], this[UsageBucket.Output], this[UsageBucket.Total]);
        if (input is null && output is null) return null;
        input ??= total >= output ? total - output : 0;
        output ??= total >= input ? total - input : 0;

        var (read, write, reasoning) = (this[UsageBucket.CacheRead] ?? 0, this[UsageBucket.CacheWrite] ?? 0, this[UsageBucket.Reasoning] ?? 0);
        if (_inclusive[(int)UsageBucket.Input] && read + write <= input) input -= read + write;
        if (_inclusive[(int)UsageBucket.Output] && reasoning <= output) output -= reasoning;
        return new TokenUsage(input.Value, read, write, output.Value, reasoning);
    }

    private long? this[UsageBucket bucket] => _counts[(int)bucket];

    private static long? CountAt(JsonElement json, string path)
    {
        foreach (var name in path.Split('.'))
        {
            if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out json)) return null;
        }

        if (json.ValueKind != JsonValueKind.Number) return null;
        if (json.TryGetInt64(out var whole)) return whole;
        return json.TryGetDouble(out var number) && double.IsInteger(number) && number < MaxCount ? (long)number : null;
    }
}
