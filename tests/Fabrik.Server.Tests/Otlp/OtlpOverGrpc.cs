using System.Net;
using System.Net.Http.Headers;
using Fabrik.Server.Ingest;
using Fabrik.Server.Tests.Support;
using Fabrik.Telemetry.Otlp;

namespace Fabrik.Server.Tests.Otlp;

public sealed class OtlpOverGrpc
{
    private const string Traces = "/opentelemetry.proto.collector.trace.v1.TraceService/Export";
    private static readonly byte[] Empty = GrpcFrame.Write([]);

    [Fact]
    public async Task An_empty_export_succeeds_with_status_in_trailers()
    {
        await using var server = await TestServer.StartAsync();
        var answer = await CallAsync(server, Traces, Empty);
        Assert.Equal(("0", "application/grpc+proto"), (answer.Status, answer.ContentType));
        Assert.Equal(Empty, answer.Body);
    }

    [Theory]
    [InlineData(new byte[0], "3")]
    [InlineData(new byte[] { 0, 0, 0 }, "3")]
    [InlineData(new byte[] { 7, 0, 0, 0, 0 }, "3")]
    [InlineData(new byte[] { 0, 0, 0, 0, 9, 1 }, "3")]
    [InlineData(new byte[] { 0, 255, 255, 255, 255 }, "3")]
    [InlineData(new byte[] { 0, 0, 0, 0, 2, 255, 255 }, "3")]
    [InlineData(new byte[] { 1, 0, 0, 0, 1, 0 }, "12")]
    public async Task Frames_that_are_none_are_refused(byte[] body, string status)
    {
        await using var server = await TestServer.StartAsync();
        var answer = await CallAsync(server, Traces, body);
        Assert.Equal(status, answer.Status);
        Assert.NotEqual("", answer.Message);
    }

    [Fact]
    public async Task Strangers_wrong_methods_and_wrong_types_get_their_grpc_status()
    {
        await using var server = await TestServer.StartAsync();
        Assert.Equal("16", (await CallAsync(server, Traces, Empty, key: "fbk_wrong")).Status);
        Assert.Equal("12", (await CallAsync(server, "/opentelemetry.proto.collector.trace.v1.TraceService/Import", Empty)).Status);
        Assert.Equal("12", (await CallAsync(server, "/v1/runs", Empty)).Status);
        Assert.Equal("3", (await CallAsync(server, Traces, Empty, contentType: "application/json")).Status);
    }

    [Fact]
    public async Task A_full_queue_says_when_to_come_back()
    {
        WrappedStore? store = null;
        await using var server = await TestServer.StartAsync(o => o with { Store = store = new WrappedStore(o.Store), Ingest = new IngestLimits { TotalBytes = 1, TenantBytes = 1 } });
        store!.Hold();
        var first = server.Api.SendJsonAsync("/v1/runs/r/steps", Some.Steps(1));
        await store.UntilCommitsAsync(1);
        var answer = await CallAsync(server, Traces, Empty);
        store.Release();
        await first;
        Assert.Equal("14", answer.Status);

        // google.rpc.Status { code: 14, …, details: [RetryInfo { retry_delay { seconds: 1 } }] }
        var details = Convert.FromBase64String(answer.Details!);
        Assert.Equal([0x08, 14], details[..2]);
        Assert.Equal([0x12, 0x04, 0x0A, 0x02, 0x08, 0x01], details[^6..]);
    }

    [Fact]
    public async Task Grpc_is_served_on_its_own_port_only()
    {
        await using var server = await TestServer.StartAsync();
        var content = new ByteArrayContent(Empty);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        Assert.Equal(HttpStatusCode.NotFound, (await server.Api.PostAsync(Traces, content)).StatusCode);
    }

    private static async Task<(string? Status, string? Message, string? Details, string? ContentType, byte[] Body)> CallAsync(
        TestServer server, string path, byte[] body, string? key = null, string contentType = "application/grpc")
    {
        using var client = server.NewClient(key ?? server.First.ApiKey, server.Addresses.OtlpGrpc);
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(contentType);
        request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        using var answer = await client.SendAsync(request);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (Trailer("grpc-status"), Trailer("grpc-message"), Trailer("grpc-status-details-bin"), answer.Content.Headers.ContentType?.MediaType, bytes);

        string? Trailer(string name) => answer.TrailingHeaders.TryGetValues(name, out var values) ? values.Single() : null;
    }
}
