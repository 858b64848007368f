using System.Globalization;
using Fabrik.Core.Randomness;
using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Evidence;

namespace Fabrik.Laos.Tests.Baselines;

/// <summary>
/// Simulated runs: latencies whose neighbours resemble each other (first-order autoregression, 0.6) and whose tail is heavy (Tukey's
/// h-distribution, index about 4), with noise from run to run.
/// </summary>
internal static class SomeRuns
{
    private const double Autoregression = 0.6;
    private static readonly UnixTime Start = UnixTime.FromNanoseconds(1_770_000_000_000_000_000);

    /// <param name="noise">Standard deviation of the logarithm of a run's level.</param>
    public static RunEvidence Run(string id, CounterRandom random, int requests = 300, double level = 1, double noise = 0.03, double errors = 0.02)
    {
        var factor = 80 * level * Math.Exp(noise * random.NextNormal());
        var spans = new SpanSample[requests];
        var z = random.NextNormal();
        for (var i = 0; i < requests; i++)
        {
            z = (Autoregression * z) + (Math.Sqrt(1 - (Autoregression * Autoregression)) * random.NextNormal());
            var tail = Math.Max(0, z);
            spans[i] = Request(i, factor * Math.Exp((0.35 * z) + (0.12 * tail * tail)), random.NextDouble() < errors);
        }

        return Of(id, spans);
    }

    public static List<RunEvidence> Runs(string prefix, int count, CounterRandom random, int requests = 300, double level = 1, double noise = 0.03, double errors = 0.02) =>
        [.. Enumerable.Range(0, count).Select(i => Run($"{prefix}-{i}", random.Fork(prefix).Fork(i), requests, level, noise, errors))];

    public static RunEvidence Of(string id, params SpanSample[] spans) => new()
    {
        Scope = new RunScope(RunId.Parse(id), "checkout"),
        Since = Start,
        Until = Start.Add(TimeSpan.FromMinutes(10)),
        Spans = spans,
        Logs = new LogSample(1000, 3, Start),
        Load = Load("same"),
        Signals = [SignalState.Complete(SignalKind.Traces)],
        Provenance = new Provenance("fabrik-store", "1", Synthetic: false),
    };

    public static LoadOutcome Load(string fingerprint) => new("k6", "1.0", "http://127.0.0.1/", fingerprint, Start, Start, 300, 0, 0, new Dictionary<string, double>(), [], 0, null);

    public static SpanSample Request(int index, double milliseconds, bool failed = false, string route = "/cart") =>
        Span(index, "GET " + route, milliseconds, SpanKind.Server, error: failed ? new StepError("DbError", "timeout") : null) with { Route = route };

    /// <param name="startsAfter">Milliseconds after its request, or after the run's start for a request; requests come every 10 ms.</param>
    public static SpanSample Span(
        int index, string name, double milliseconds, SpanKind kind = SpanKind.Internal, int? parent = null, double startsAfter = 0, StepError? error = null, bool database = false)
    {
        var request = parent ?? index;
        TraceId.TryCreate((UInt128)(ulong)(request + 1), out var trace);
        var start = UnixTime.FromNanoseconds(Start.Nanoseconds + (request * 10_000_000L) + (long)(startsAfter * 1e6));
        return new SpanSample(
            Id(index), parent is { } p ? Id(p) : null, trace, name, StepKind.Span, kind, start, UnixTime.FromNanoseconds(start.Nanoseconds + (long)(milliseconds * 1e6)), null, database, error);
    }

    private static StepId Id(int index) => StepId.Parse(index.ToString("x16", CultureInfo.InvariantCulture));
}
