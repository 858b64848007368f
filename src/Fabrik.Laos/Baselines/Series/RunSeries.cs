using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Laos.Evidence;
using Fabrik.Laos.Judging;

namespace Fabrik.Laos.Baselines.Series;

/// <summary>What one run gives to a comparison.</summary>
internal sealed class RunSeries
{
    private readonly Dictionary<string, MetricSeries> _metrics = new(StringComparer.Ordinal);

    private RunSeries(RunEvidence evidence, IReadOnlyList<SpanSample> spans, string population, IReadOnlyList<SpanSample> requests) =>
        (Evidence, Run, Spans, Population, Requests) = (evidence, RunOf(evidence), spans, population, requests);

    public RunEvidence Evidence { get; }

    /// <summary>Without those that belong to another run.</summary>
    public IReadOnlyList<SpanSample> Spans { get; }

    public RunId Run { get; }

    /// <summary>Whose latency it is, in words.</summary>
    public string Population { get; }

    /// <summary>In order of time.</summary>
    public IReadOnlyList<SpanSample> Requests { get; }

    public string? Fingerprint => Evidence.Load?.Fingerprint;

    /// <summary>Null where the run has no evidence for it.</summary>
    public MetricSeries? Of(ComparedMetric metric) => _metrics.GetValueOrDefault(metric.Name);

    /// <param name="evidence">Of one run; its spans in any order.</param>
    public static RunSeries From(RunEvidence evidence)
    {
        List<SpanSample> spans = [.. evidence.Spans.Where(s => s.ForeignRun is null)];
        var population = Judging.Population.Of(spans, evidence.Scope.Service, UnixTime.Zero);
        List<SpanSample> requests = [.. population.Spans.OrderBy(s => s.StartedAt).ThenBy(s => s.Id)];
        var series = new RunSeries(evidence, spans, population.Name, requests);
        var logs = evidence.Logs;
        if (logs.Lines > 0) series.Add(ComparedMetric.LogErrorRate, new ShareSeries(logs.Errors, logs.Lines, null, 1));
        if (requests.Count == 0) return series;

        double[] milliseconds = [.. requests.Select(s => s.Milliseconds)];
        double[] failed = [.. requests.Select(s => Failure.Is(s) ? 1.0 : 0)];

        // Logarithms, so that one slow request does not hide how much neighbours resemble each other.
        var block = CircularBlocks.LengthFor([.. milliseconds.Select(ms => Math.Log(Math.Max(ms, 1e-6)))]);
        foreach (var latency in ComparedMetric.Latencies) series.Add(latency, new QuantileSeries(milliseconds, latency.P!.Value, block));
        series.Add(ComparedMetric.ErrorRate, new ShareSeries(failed.Count(f => f > 0), failed.Length, failed, block));
        if (CoveredTime.ByDatabase(requests, spans) is { } waits)
        {
            series.Add(ComparedMetric.DatabaseTime, new QuantileSeries(waits, ComparedMetric.DatabaseTime.P!.Value, block));
        }

        series.Add(ComparedMetric.Requests, new CountSeries([.. requests.Select(s => s.StartedAt)]));
        return series;
    }

    private void Add(ComparedMetric metric, MetricSeries series) => _metrics.Add(metric.Name, series);

    private static RunId RunOf(RunEvidence evidence) =>
        evidence.Scope.Run ?? throw new ArgumentException("Only runs can be compared, not windows.", nameof(evidence));
}
