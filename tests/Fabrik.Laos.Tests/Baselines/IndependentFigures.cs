using System.Diagnostics;
using System.Text.Json;

namespace Fabrik.Laos.Tests.Baselines;

/// <summary>The same figures by Python's standard library: no code and no randomness in common with ours.</summary>
internal static class IndependentFigures
{
    private const string Interval = """
        import json, math, random, sys
        d = json.load(sys.stdin)
        rng = random.Random(1)
        def quantile(v):
            drawn = []
            while len(drawn) < len(v):
                start = rng.randrange(len(v))
                drawn += (v + v)[start:start + d['block']]
            return sorted(drawn[:len(v)])[math.ceil(len(v) * d['p']) - 1]
        found = sorted(quantile(d['run']) - quantile(d['baseline']) for _ in range(1000))
        print(json.dumps([found[24], found[-25]]))
        """;

    private const string Permutation = """
        import itertools, json, math, sys
        first, second = json.load(sys.stdin)
        logs = [math.log(v) for v in first + second]
        def apart(chosen):
            mine = sum(logs[i] for i in chosen)
            return abs(mine / len(first) - (sum(logs) - mine) / len(second))
        deals = [apart(c) for c in itertools.combinations(range(len(logs)), len(first))]
        print(json.dumps([sum(d >= deals[0] - 1e-12 for d in deals) / len(deals)]))
        """;

    /// <summary>95 % interval of run less baseline at a quantile.</summary>
    public static async Task<(double Low, double High)> IntervalAsync(double[] run, double[] baseline, int block, double p) =>
        await RunAsync(Interval, new { run, baseline, block, p }) is [var low, var high] ? (low, high) : throw new InvalidOperationException("Expected two numbers.");

    /// <summary>Exact two-sided p of the difference of mean logarithms.</summary>
    public static async Task<double> PermutationAsync(double[] first, double[] second) => (await RunAsync(Permutation, new[] { first, second }))[0];

    private static async Task<double[]> RunAsync(string script, object input)
    {
        using var process = Process.Start(new ProcessStartInfo("python3", ["-c", script]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true })!;
        await process.StandardInput.WriteAsync(JsonSerializer.Serialize(input));
        process.StandardInput.Close();
        var answer = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return JsonSerializer.Deserialize<double[]>(answer)!;
    }
}
