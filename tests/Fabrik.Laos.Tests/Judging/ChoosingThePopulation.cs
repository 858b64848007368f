using Fabrik.Core.Runs;
using Fabrik.Laos.Config;
using Fabrik.Laos.Evidence;

namespace Fabrik.Laos.Tests.Judging;

public sealed class ChoosingThePopulation
{
    private static readonly LaosConfig Config = SomeEvidence.Limits(new() { LatencyMs = new() { P95 = 1000 }, ErrorRate = 0.5 }, Strictness.Point);

    [Fact]
    public void Local_roots_stand_in_for_a_framework_that_marks_requests_as_internal()
    {
        var report = SomeEvidence.Judge(Config, SomeEvidence.Of(
            SomeEvidence.Span(0, 300, "GET /page") with { Service = "web" },
            SomeEvidence.Span(1, 200, "render", parent: 0) with { Service = "web" },
            SomeEvidence.Span(2, 100, "handle", parent: 1) with { Service = "api" },
            SomeEvidence.Span(3, 900, "select", parent: 2, database: true) with { Service = "db" }) with
        { Scope = new(Core.Scope.RunId.Parse("run-1")) });

        Assert.Equal(("local root spans", 2L, 300d), (report.Measures[0].Of, report.Measures[0].N, report.Measures[0].Value));
    }

    [Fact]
    public void Only_the_service_that_is_judged_counts_where_spans_name_theirs()
    {
        var evidence = SomeEvidence.Of(SomeEvidence.Request(0, 100) with { Service = "checkout" }, SomeEvidence.Request(1, 900) with { Service = "payments" });

        Assert.Equal(100, SomeEvidence.Judge(Config, evidence).Measures[0].Value);
        Assert.Equal("GET /cart", SomeEvidence.Judge(Config, evidence).WorstSpans[0].Name);
        Assert.Equal(900, SomeEvidence.Judge(Config, evidence).WorstSpans[0].Max);
    }

    [Fact]
    public void Requests_of_the_warm_up_are_left_out_and_said()
    {
        // One request every 10 ms, the first hundred of them slow.
        var evidence = SomeEvidence.Of(SomeEvidence.Load(300, i => i < 100 ? 5000 : 10)) with { Load = SomeEvidence.Sent(300) };
        var config = Config with { Load = new LoadConfig { WarmUp = TimeSpan.FromSeconds(1) } };

        var report = SomeEvidence.Judge(config, evidence);

        Assert.Equal((200L, 10d), (report.Measures.Single(m => m.Metric == "latency_ms.p95").N, report.Measures.Single(m => m.Metric == "latency_ms.p95").Value));
        Assert.Contains("100 requests served of the first 1s are left out as warm-up", report.Notes);
    }

    [Fact]
    public void A_500_is_an_error_whatever_the_span_says_and_a_404_is_the_caller_s()
    {
        var report = SomeEvidence.Judge(Config, SomeEvidence.Of(
            SomeEvidence.Request(0, 1) with { HttpStatus = 200 },
            SomeEvidence.Request(1, 1) with { HttpStatus = 404 },
            SomeEvidence.Request(2, 1) with { HttpStatus = 503 },
            SomeEvidence.Request(3, 1, new StepError("x", "y"))));

        Assert.Equal(0.5, report.Measures[1].Value);
        Assert.Contains("1 of 4 requests served were answered 4xx; they do not count as errors", report.Notes);
        Assert.Equal(2, report.WorstRoutes[0].Errors);
    }

    [Fact]
    public void A_histogram_estimates_only_where_no_span_is_to_be_had()
    {
        var metrics = new MetricSample(null, null, [new HistogramQuantile(0.95, 480, 250, 500, 10_000)], []);
        var none = SomeEvidence.Of() with { Metrics = metrics, Signals = [Core.Verdicts.SignalState.Complete(Core.Verdicts.SignalKind.Metrics)] };
        LaosConfig Limit(double p95) => new()
        {
            Thresholds = new() { LatencyMs = new() { P95 = p95 } },
            Signals = new() { Traces = SignalDemand.Optional, Errors = SignalDemand.Optional },
        };

        Assert.Equal(Core.Verdicts.VerdictStatus.Pass, SomeEvidence.Judge(Limit(500), none).Verdict.Status);
        Assert.Equal(Core.Verdicts.VerdictStatus.Fail, SomeEvidence.Judge(Limit(249), none).Verdict.Status);
        var between = SomeEvidence.Judge(Limit(490), none);
        Assert.Equal(Core.Verdicts.VerdictStatus.Inconclusive, between.Verdict.Status);
        Assert.Contains("estimate", between.Measures[0].Of, StringComparison.Ordinal);
        Assert.Equal((250d, 500d), (between.Measures[0].Low!.Value, between.Measures[0].High!.Value));

        var few = SomeEvidence.Judge(Limit(500), none with { Metrics = metrics with { Latency = [new HistogramQuantile(0.95, 480, 250, 500, 58)] } });
        Assert.Equal(59, few.Measures[0].NeedsN);

        var spans = SomeEvidence.Judge(Limit(500), none with { Spans = SomeEvidence.Load(100, _ => 50) });
        Assert.Equal("requests served", spans.Measures[0].Of);
    }
}
