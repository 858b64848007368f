using Fabrik.Core.Config;
using Fabrik.Core.Statistics;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Config;
using Fabrik.Laos.Evidence;

namespace Fabrik.Laos.Judging;

/// <summary>Judges one run's evidence by a config. Pure: same config and evidence, same report.</summary>
public static class LintJudge
{
    private const double Confidence = 0.95;

    public static LintReport Judge(LaosConfig config, RunEvidence evidence, IReadOnlyDictionary<string, string> versions)
    {
        var worst = new WorstOffenders(config.FailureDetails);
        var docket = new Docket();
        var population = Population.Of(evidence.Spans);

        Signals(docket, config.Signals, evidence.Signals);
        Latency(docket, config.Thresholds.LatencyMs, population);
        ErrorRate(docket, config.Thresholds.ErrorRate, population);
        DatabaseTimes(docket, config.Thresholds.DbTimeMs, evidence.Spans, population);
        LogErrors(docket, config.Thresholds.LogErrorRate, evidence.Logs);
        if (config.Thresholds.CpuPct is not null) docket.Skip("laos.cpu_pct", "CPU use is not measured by this source", "process CPU metrics of the run");

        var spans = worst.Spans(evidence.Spans);
        var findings = docket.Broken.Select(m => Finding(m, spans, evidence.Provenance)).ToList();
        return new LintReport
        {
            Verdict = Verdict.From(findings, [.. docket.Measures.Select(m => "laos." + m.Metric)], docket.Skipped, versions),
            Measures = docket.Measures,
            WorstSpans = spans,
            WorstErrors = worst.Errors(evidence.Spans),
            WorstRoutes = worst.Routes(population),
            Evidence = evidence,
            Window = DurationText.Write(config.Window),
            Service = config.Service,
        };
    }

    /// <summary>A signal that was asked for and is not complete keeps the verdict from passing.</summary>
    private static void Signals(Docket docket, SignalsConfig wanted, IReadOnlyList<SignalState> states)
    {
        foreach (var state in states)
        {
            if (wanted.Of(state.Signal) != SignalDemand.True || state.Completeness == SignalCompleteness.Complete) continue;
            docket.Skip($"laos.signal.{Fabrik.Core.Text.WireName.Of(state.Signal)}", state.Reason!, null);
        }
    }

    private static void Latency(Docket docket, QuantileLimits limits, Population population)
    {
        var milliseconds = population.Milliseconds();
        foreach (var (name, p, limit) in limits.Set())
        {
            if (milliseconds.Length == 0) docket.Skip($"laos.latency_ms.{name}", "no request and no agent call was seen", "spans of requests or agent calls");
            else docket.Add(QuantileMeasure($"latency_ms.{name}", milliseconds, p, limit, population.Name));
        }
    }

    private static void ErrorRate(Docket docket, double? limit, Population population)
    {
        if (limit is not { } most) return;
        var n = population.Spans.Count;
        if (n == 0) docket.Skip("laos.error_rate", "no request and no agent call was seen", "spans of requests or agent calls");
        else docket.Add(RateMeasure("error_rate", population.Spans.Count(s => s.Error is not null), n, most, population.Name));
    }

    private static void DatabaseTimes(Docket docket, QuantileLimits limits, IReadOnlyList<SpanSample> spans, Population population)
    {
        if (!limits.Set().Any()) return;
        var milliseconds = DatabaseTime.Of(spans, population);
        foreach (var (name, p, limit) in limits.Set())
        {
            if (milliseconds is not { Length: > 0 }) docket.Skip($"laos.db_time_ms.{name}", "no database span was seen", "spans with db.system.name");
            else docket.Add(QuantileMeasure($"db_time_ms.{name}", milliseconds, p, limit, "database time of " + population.Name));
        }
    }

    private static void LogErrors(Docket docket, double? limit, LogSample logs)
    {
        if (limit is not { } most) return;
        if (logs.Lines == 0) docket.Skip("laos.log_error_rate", "no log line was seen", "log lines of the run");
        else docket.Add(RateMeasure("log_error_rate", logs.Errors, logs.Lines, most, "log lines"));
    }

    private static Measure QuantileMeasure(string metric, double[] ascending, double p, double limit, string of)
    {
        // The largest value has no distribution-free interval: it is what it is.
        var ranks = p < 1 ? QuantileInterval.OrderStatistic(ascending.Length, p, Confidence) : null;
        return new Measure(
            metric,
            Quantile.NearestRank(ascending, p),
            limit,
            "ms",
            ranks?.Lower is { } low ? ascending[low - 1] : null,
            ranks?.Upper is { } high ? ascending[high - 1] : null,
            ascending.Length,
            of);
    }

    private static Measure RateMeasure(string metric, long events, long n, double limit, string of)
    {
        var interval = Proportion.ClopperPearson(events, n, Confidence);
        return new Measure(metric, (double)events / n, limit, "ratio", interval.Low, interval.High, n, of);
    }

    private static Finding Finding(Measure measure, IReadOnlyList<WorstSpan> spans, Provenance provenance) => new(
        "laos." + measure.Metric,
        Severity.Error,
        $"{measure.Metric} is {Number(measure.Value)} {measure.Unit}, over the limit of {Number(measure.Limit)} (n = {measure.N} {measure.Of})",
        measure.Value,
        measure.Limit,
        measure.Unit,
        [.. spans.Select(s => new EvidencePointer("step", s.Example.Value, s.Name, provenance)).DefaultIfEmpty(new EvidencePointer("query", measure.Of, null, provenance))]);

    private static string Number(double value) => value.ToString("0.####", System.Globalization.CultureInfo.InvariantCulture);
}
