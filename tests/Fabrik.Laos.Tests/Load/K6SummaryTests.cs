using System.Text;
using Fabrik.Laos.Load.K6;
using Fabrik.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Fabrik.Laos.Tests.Load;

/// <summary>Summaries as k6 itself wrote them, whose words are partly the wrong way round.</summary>
public sealed class K6SummaryTests
{
    [Theory]
    [InlineData("k6-v2.2.0-summary-export.json", 58.39821449000001)]
    [InlineData("k6-v1.8.1-summary-export.json", 53.99316177)]
    public void True_means_crossed_and_passes_means_failed(string file, double p99)
    {
        var summary = Read(file);
        Assert.Equal((242, 40, 139), (summary.Requests, summary.Unexpected, summary.Iterations));
        Assert.Equal(["http_req_duration{scenario:steady}: p(95)<1", "http_req_failed: rate<0.01"], summary.Crossed);
        Assert.Empty(summary.Unsampled);
        Assert.Equal(p99, summary.Latency["p99"]);
        Assert.Equal(["p100", "p50", "p90", "p95", "p99"], summary.Latency.Keys);
    }

    [Fact]
    public void What_k6_was_not_asked_for_is_not_there()
    {
        var summary = Read("k6-v2.2.0-summary-export-sigint.json");
        Assert.Equal(59, summary.Requests);
        Assert.Empty(summary.Crossed);
        Assert.DoesNotContain("p99", summary.Latency.Keys);
    }

    [Fact]
    public void A_threshold_over_no_sample_is_named_but_a_counter_of_nothing_is_a_fact()
    {
        var summary = K6Summary.Read(Encoding.UTF8.GetBytes("""
            {"metrics": {
              "checks": {"passes": 0, "fails": 0, "value": 0, "thresholds": {"rate>0.9": false}},
              "http_req_duration{name:never}": {"avg": 0, "min": 0, "med": 0, "max": 0, "p(90)": 0, "count": 0, "thresholds": {"p(95)<500": false}},
              "errors": {"count": 0, "rate": 0, "thresholds": {"count==0": false}},
              "http_reqs": {"count": 1, "rate": 1}}}
            """))!;
        Assert.Equal(["checks: rate>0.9", "http_req_duration{name:never}: p(95)<500"], summary.Unsampled);
        Assert.Empty(summary.Crossed);
    }

    [Fact]
    public void Bytes_that_are_no_summary_are_none()
    {
        foreach (var text in (string[])["", "[]", "null", "{}", "{\"metrics\":[]}", "{\"metrics\":{\"http_reqs\":", "\u0000"])
        {
            Assert.Null(K6Summary.Read(Encoding.UTF8.GetBytes(text)));
        }

        Assert.NotNull(K6Summary.Read("""{"metrics":{"http_reqs":[1],"checks":{"thresholds":[]},"x":{"thresholds":{"a":1}}}}"""u8.ToArray()));
    }

    [Fact]
    public void No_bytes_make_it_throw()
    {
        var whole = File.ReadAllText(Fixture("k6-v2.2.0-summary-export.json"));
        Check.QuickThrowOnFailure(Prop.ForAll(
            ArbMap.Default.ArbFor<Tuple<NonNegativeInt, char>>(),
            change => K6Summary.Read(Encoding.UTF8.GetBytes(whole.Remove(change.Item1.Item % whole.Length, 1).Insert(change.Item1.Item % whole.Length, change.Item2.ToString()))) is null or { Requests: >= 0 }));
    }

    private static K6Summary Read(string file) => K6Summary.Read(File.ReadAllBytes(Fixture(file)))!;

    private static string Fixture(string file) => RepositoryRoot.Combine("tests", "Fabrik.Laos.Tests", "Load", "fixtures", file);
}
