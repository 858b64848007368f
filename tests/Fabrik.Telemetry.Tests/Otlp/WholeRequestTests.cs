using System.Text;
using Fabrik.Telemetry.Otlp;
using Fabrik.Testing;

namespace Fabrik.Telemetry.Tests.Otlp;

public sealed class WholeRequestTests
{
    [Fact]
    public void Every_field_of_a_span_is_read() => Golden.Match("traces.txt", RecordText.Of(Read.Traces(Bodies.Traces)));

    [Fact]
    public void Every_field_of_a_log_record_is_read() => Golden.Match("logs.txt", RecordText.Of(Read.Logs(Bodies.Logs)));

    [Fact]
    public void Every_kind_of_data_point_is_read() => Golden.Match("metrics.txt", RecordText.Of(Read.Metrics(Bodies.Metrics)));

    [Fact]
    public void Json_and_protobuf_give_the_same_spans() => Assert.Equal(RecordText.Of(Read.Traces(Bodies.Traces)), RecordText.Of(Read.Traces(Bodies.TracesJson)));

    [Fact]
    public void Json_and_protobuf_give_the_same_log_records() =>
        Assert.Equal(RecordText.Of(Read.Logs(Bodies.Logs)), RecordText.Of(Read.Logs(Encoding.UTF8.GetBytes(Bodies.LogsJson), OtlpFormat.Json)));

    [Fact]
    public void Json_and_protobuf_give_the_same_data_points() =>
        Assert.Equal(RecordText.Of(Read.Metrics(Bodies.Metrics)), RecordText.Of(Read.Metrics(Encoding.UTF8.GetBytes(Bodies.MetricsJson), OtlpFormat.Json)));

    [Fact]
    public void An_empty_request_is_an_empty_batch()
    {
        Assert.Empty(Read.Traces([]).Items);
        Assert.Empty(Read.Traces("{}").Items);
        Assert.Null(Read.Traces("{}").Reason);
    }

    [Fact]
    public void One_resource_and_one_scope_are_shared_by_all_their_spans()
    {
        var spans = Read.Traces(Bodies.Request(Bodies.Span(), Bodies.Span())).Items;
        Assert.Same(spans[0].Resource, spans[1].Resource);
        Assert.Same(spans[0].Scope, spans[1].Scope);
    }

    [Fact]
    public void A_resource_may_stand_after_its_spans()
    {
        var body = Proto.Nested(
            1,
            Proto.Nested(2, Proto.Bytes(2, Bodies.Span()), Proto.Nested(1, Proto.Text(1, "late"))),
            Proto.Nested(1, Proto.Attribute(1, "service.name", Proto.String("shop"))));
        var span = Assert.Single(Read.Traces(body).Items);
        Assert.Equal("shop", span.Resource.Service);
        Assert.Equal("late", span.Scope.Name);
    }

    [Fact]
    public void Equal_keys_are_one_string_in_a_batch()
    {
        var spans = Read.Traces(Bodies.Request(
            Bodies.Span(Proto.Attribute(9, "gen_ai.request.model", Proto.String("m"))),
            Bodies.Span(Proto.Attribute(9, "gen_ai.request.model", Proto.String("m"))))).Items;
        Assert.Same(spans[0].Attributes[0].Key, spans[1].Attributes[0].Key);
    }
}
