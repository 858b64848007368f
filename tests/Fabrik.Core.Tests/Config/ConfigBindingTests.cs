using Fabrik.Core.Config;
using Fabrik.Core.Config.Nodes;
using Fabrik.Core.Verdicts;

namespace Fabrik.Core.Tests.Config;

public sealed class ConfigBindingTests
{
    private const string Everything = """
        service: shop
        window: 1h30m
        scope: { run_id: "${RUN}", env: "${ENV:-ci}" }
        thresholds:
          latency_ms: &limits
            p50: 120
            p99.9: 8e2
          error_rate: .01
        signals:
          traces: true
          logs: false
          profiles: optional
        routes:
          - /a
          - /b/c
        top: ${TOP}
        max_answer: 1.5 MiB
        fail_fast: True
        report: sarif
        budget: 0.25
        parts:
          - service: inner
            thresholds:
              latency_ms: *limits
        extra: [1, { a: b }]
        """;

    [Fact]
    public void Every_shape_is_bound()
    {
        var config = Loading.Yaml(Everything, Severity.Error, ("RUN", "12345"), ("TOP", "7")).Value!;
        Assert.Equal("shop", config.Service);
        Assert.Equal(TimeSpan.FromMinutes(90), config.Window);
        Assert.Equal(new LintScope { Run = "12345", Env = "ci" }, config.Scope);
        Assert.Equal(new LatencyLimits { P50 = 120, P999 = 800 }, config.Thresholds.LatencyMs);
        Assert.Equal(0.01, config.Thresholds.ErrorRate);
        Assert.Equal([SignalUse.True, SignalUse.False, SignalUse.Optional], [config.Signals["traces"], config.Signals["logs"], config.Signals["profiles"]]);
        Assert.Equal(["/a", "/b/c"], config.Routes!);
        Assert.Equal(7, config.Top);
        Assert.Equal(new ByteSize(1_572_864), config.MaxAnswer);
        Assert.True(config.FailFast);
        Assert.Equal("sarif", config.Report);
        Assert.Equal(0.25m, config.Budget);
        Assert.Equal(config.Thresholds.LatencyMs, Assert.Single(config.Parts).Thresholds.LatencyMs);
        Assert.Equal(2, Assert.IsType<ConfigList>(config.Extra).Items.Count);
    }

    [Fact]
    public void What_the_file_leaves_out_has_its_default()
    {
        var result = Loading.Yaml("service: shop # and no more\n");
        Assert.Empty(result.Diagnostics);
        Assert.Equal(new LintConfig { Service = "shop", Signals = result.Value!.Signals, Parts = result.Value.Parts }, result.Value);
        Assert.Equal(TimeSpan.FromMinutes(10), result.Value.Window);
    }

    [Fact]
    public void A_finding_can_point_at_the_limit_in_the_file()
    {
        var result = Loading.Yaml("service: shop\nthresholds:\n  latency_ms:\n    p50: 120\n");
        Assert.Equal(new SourceLocation(".laosrc.yaml", 4, 10), result.LocationOf("thresholds", "latency_ms", "p50"));
        Assert.Equal(new SourceLocation(".laosrc.yaml", 3, 3), result.LocationOf("thresholds", "latency_ms"));
        Assert.Null(result.LocationOf("thresholds", "error_rate"));
    }

    [Theory]
    [InlineData("${A}", "a")]
    [InlineData("x${A}y", "xay")]
    [InlineData("${A}${A}", "aa")]
    [InlineData("${NONE:-}", "")]
    [InlineData("${NONE:-a:-b}", "a:-b")]
    [InlineData("${EMPTY:-d}", "d")]
    [InlineData("${EMPTY}", "")]
    [InlineData("$${A}", "${A}")]
    [InlineData("$$${A}", "$${A}")]
    [InlineData("$A $ {A} 5$", "$A $ {A} 5$")]
    [InlineData("${NESTED}", "${A}")]
    public void Variables_are_replaced_once(string text, string expected)
    {
        var result = Loading.Yaml($"service: shop\nscope:\n  env: \"{text}\"\n", Severity.Error, ("A", "a"), ("EMPTY", ""), ("NESTED", "${A}"));
        Assert.Equal(expected, result.Value!.Scope.Env);
    }

    [Theory]
    [InlineData("10m", 600_000)]
    [InlineData("250ms", 250)]
    [InlineData("1h30m", 5_400_000)]
    [InlineData("1.5s", 1_500)]
    [InlineData("1d", 86_400_000)]
    public void Durations_are_read(string text, double milliseconds)
    {
        Assert.True(DurationText.TryParse(text, out var duration));
        Assert.Equal(milliseconds, duration.TotalMilliseconds);
    }

    [Theory]
    [InlineData("")]
    [InlineData("10")]
    [InlineData("m")]
    [InlineData("1m1h")]
    [InlineData("1m 1s")]
    [InlineData("-1s")]
    [InlineData("1.s")]
    [InlineData("1w")]
    [InlineData("99999999999d")]
    public void What_is_no_duration_is_refused(string text) => Assert.False(DurationText.TryParse(text, out _));

    [Theory]
    [InlineData("512", 512)]
    [InlineData("1 B", 1)]
    [InlineData("64KiB", 65_536)]
    [InlineData("10MB", 10_000_000)]
    [InlineData("1.5GiB", 1_610_612_736)]
    public void Sizes_are_read(string text, long bytes)
    {
        Assert.True(ByteSize.TryParse(text, out var size));
        Assert.Equal(bytes, size.Bytes);
    }

    [Theory]
    [InlineData("")]
    [InlineData("KiB")]
    [InlineData("1.5")]
    [InlineData("1TB")]
    [InlineData("-1")]
    [InlineData("99999999999GiB")]
    public void What_is_no_size_is_refused(string text) => Assert.False(ByteSize.TryParse(text, out _));
}
