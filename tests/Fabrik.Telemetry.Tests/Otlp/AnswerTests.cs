using System.Text;
using Fabrik.Telemetry.Otlp;

namespace Fabrik.Telemetry.Tests.Otlp;

public sealed class AnswerTests
{
    [Theory]
    [InlineData(OtlpSignal.Traces, "{\"partialSuccess\":{\"rejectedSpans\":\"3\",\"errorMessage\":\"why\"}}")]
    [InlineData(OtlpSignal.Logs, "{\"partialSuccess\":{\"rejectedLogRecords\":\"3\",\"errorMessage\":\"why\"}}")]
    [InlineData(OtlpSignal.Metrics, "{\"partialSuccess\":{\"rejectedDataPoints\":\"3\",\"errorMessage\":\"why\"}}")]
    public void Partial_success_in_json_names_the_items(OtlpSignal signal, string expected) =>
        Assert.Equal(expected, Encoding.UTF8.GetString(OtlpAnswer.Success(OtlpFormat.Json, signal, 3, "why")));

    [Fact]
    public void Partial_success_in_protobuf_has_the_count_and_the_message() => Assert.Equal(
        Proto.Nested(1, Proto.Varint(1, 300), Proto.Text(2, "größer")),
        OtlpAnswer.Success(OtlpFormat.Protobuf, OtlpSignal.Traces, 300, "größer"));

    [Fact]
    public void Full_success_leaves_the_partial_success_out()
    {
        Assert.Equal("{}"u8.ToArray(), OtlpAnswer.Success(OtlpFormat.Json, OtlpSignal.Traces, 0, null));
        Assert.Empty(OtlpAnswer.Success(OtlpFormat.Protobuf, OtlpSignal.Traces, 0, null));
    }

    // The shapes a collector answers a bad body with: {"code":3,"message":…} and 08 03 12 0e "unexpected EOF".
    [Fact]
    public void Failure_is_a_google_rpc_status_in_either_encoding()
    {
        Assert.Equal("{\"code\":3,\"message\":\"no\"}"u8.ToArray(), OtlpAnswer.Failure(OtlpFormat.Json, GrpcStatus.InvalidArgument, "no"));
        Assert.Equal([0x08, 0x03, 0x12, 0x0E, .. "unexpected EOF"u8], OtlpAnswer.Failure(OtlpFormat.Protobuf, GrpcStatus.InvalidArgument, "unexpected EOF"));
    }

    [Fact]
    public void A_grpc_frame_is_read_back()
    {
        var frame = GrpcFrame.Write([1, 2, 3]);
        Assert.Equal([0, 0, 0, 0, 3, 1, 2, 3], frame);
        Assert.True(GrpcFrame.TryRead(frame, out var message, out var compressed, out var error), error);
        Assert.False(compressed);
        Assert.Equal([1, 2, 3], message.ToArray());
    }

    [Theory]
    [InlineData("", "The gRPC body is 0 bytes; a frame has at least 5.")]
    [InlineData("00000000", "The gRPC body is 4 bytes; a frame has at least 5.")]
    [InlineData("0200000000", "The first byte of the gRPC frame is 2, not 0 or 1.")]
    [InlineData("000000000401", "The gRPC frame says 4 bytes; 1 follow.")]
    [InlineData("00FFFFFFFF01", "The gRPC frame says 4294967295 bytes; 1 follow.")]
    [InlineData("00000000010101", "More than one gRPC message was sent; Export takes one.")]
    public void A_bad_grpc_frame_is_told(string hex, string expected)
    {
        Assert.False(GrpcFrame.TryRead(Convert.FromHexString(hex), out _, out _, out var error));
        Assert.Equal(expected, error);
    }

    [Fact]
    public void A_compressed_frame_says_so()
    {
        Assert.True(GrpcFrame.TryRead(Convert.FromHexString("0100000001AA"), out _, out var compressed, out _));
        Assert.True(compressed);
    }

    [Fact]
    public void A_grpc_message_is_percent_encoded() => Assert.Equal("100%25 gr%C3%BC%C3%9F%0A", GrpcFrame.EncodeMessage("100% grüß\n"));
}
