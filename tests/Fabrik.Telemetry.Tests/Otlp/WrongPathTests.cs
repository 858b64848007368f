using Fabrik.Telemetry.Otlp;

namespace Fabrik.Telemetry.Tests.Otlp;

public sealed class WrongPathTests
{
    [Theory]
    [InlineData(OtlpSignal.Traces, OtlpSignal.Logs, "The body holds log records, not spans: send it to /v1/logs.")]
    [InlineData(OtlpSignal.Traces, OtlpSignal.Metrics, "The body holds data points, not spans: send it to /v1/metrics.")]
    [InlineData(OtlpSignal.Logs, OtlpSignal.Traces, "The body holds spans, not log records: send it to /v1/traces.")]
    [InlineData(OtlpSignal.Logs, OtlpSignal.Metrics, "The body holds data points, not log records: send it to /v1/metrics.")]
    [InlineData(OtlpSignal.Metrics, OtlpSignal.Traces, "The body holds spans, not data points: send it to /v1/traces.")]
    [InlineData(OtlpSignal.Metrics, OtlpSignal.Logs, "The body holds log records, not data points: send it to /v1/logs.")]
    public void Another_signal_is_refused_with_its_path(OtlpSignal path, OtlpSignal sent, string error) => Assert.Equal(error, Read.Error(path, Body(sent)));

    [Fact]
    public void One_good_item_keeps_the_batch()
    {
        var batch = Read.Traces(Bodies.Request(Bodies.Span(), Proto.Message(Proto.Fixed64(1, 5), Proto.Text(3, "Error"))));
        Assert.Single(batch.Items);
        Assert.Equal(1, batch.Rejected);
    }

    [Fact]
    public void Json_sent_as_protobuf_is_told() => Assert.EndsWith(
        "It looks like JSON: send it as application/json.",
        Read.Error(OtlpSignal.Traces, System.Text.Encoding.UTF8.GetBytes(Bodies.TracesJson)),
        StringComparison.Ordinal);

    [Fact]
    public void Gzip_that_was_not_declared_is_told() =>
        Assert.EndsWith("It looks like gzip: send it with Content-Encoding: gzip.", Read.Error(OtlpSignal.Traces, GzipBodyTests.Compress(Bodies.Traces)), StringComparison.Ordinal);

    [Fact]
    public void A_body_without_a_known_field_is_refused() => Assert.Equal(
        "The body is not OTLP protobuf: none of its fields is known.", Read.Error(OtlpSignal.Traces, Proto.Varint(7, 1)));

    private static byte[] Body(OtlpSignal signal) => signal switch
    {
        OtlpSignal.Traces => Bodies.Traces,
        OtlpSignal.Logs => Bodies.Logs,
        _ => Bodies.Metrics,
    };
}
