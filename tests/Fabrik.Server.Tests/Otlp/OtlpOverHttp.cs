using System.Net;
using System.Net.Http.Headers;
using Fabrik.Server.Ingest;
using Fabrik.Server.Tests.Runs;
using Fabrik.Server.Tests.Support;

namespace Fabrik.Server.Tests.Otlp;

public sealed class OtlpOverHttp
{
    private const string Trace = "5b8efff798038103d269b633813fc60c";

    [Fact]
    public async Task A_bad_span_is_named_and_takes_no_other_with_it()
    {
        await using var server = await TestServer.StartAsync();
        var answer = await server.Api.SendJsonAsync("/v1/traces", Spans(Span("eee19b7ec3c1b174"), Span("0000000000000000"), Span("eee19b7ec3c1b175", end: "1")));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var partial = (await answer.BodyAsync()).GetProperty("partialSuccess");
        Assert.Equal("2", partial.GetProperty("rejectedSpans").GetString());
        Assert.NotEqual("", partial.GetProperty("errorMessage").GetString());
        Assert.Equal(1, (await server.Api.JsonAsync($"/v1/runs/{Trace}")).GetProperty("steps").GetInt32());
    }

    [Fact]
    public async Task Success_and_refusals_come_in_the_requests_encoding()
    {
        await using var server = await TestServer.StartAsync();
        var json = await server.Api.SendJsonAsync("/v1/traces", Spans(Span("eee19b7ec3c1b174")));
        Assert.Equal(("application/json", "{}"), (json.Content.Headers.ContentType?.MediaType, await json.Content.ReadAsStringAsync()));
        var protobuf = await server.Api.PostAsync("/v1/logs", Protobuf([]));
        Assert.Equal((HttpStatusCode.OK, "application/x-protobuf", 0L), (protobuf.StatusCode, protobuf.Content.Headers.ContentType?.MediaType, protobuf.Content.Headers.ContentLength));

        var broken = await server.Api.PostAsync("/v1/metrics", Protobuf([0xFF, 0xFF, 0xFF]));
        Assert.Equal((HttpStatusCode.BadRequest, "application/x-protobuf"), (broken.StatusCode, broken.Content.Headers.ContentType?.MediaType));
        Assert.Equal((byte)3, (await broken.Content.ReadAsByteArrayAsync())[1]);

        using var nobody = server.NewClient();
        var unknown = await nobody.SendJsonAsync("/v1/traces", "{}");
        Assert.Equal(HttpStatusCode.Unauthorized, unknown.StatusCode);
        Assert.Equal(16, (await unknown.BodyAsync()).GetProperty("code").GetInt32());
        var basic = server.NewClient();
        basic.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", Security.Credentials.Basic($"pk:{server.First.ApiKey}"));
        Assert.Equal(HttpStatusCode.OK, (await basic.PostAsync("/v1/traces", Protobuf([]))).StatusCode);
    }

    [Theory]
    [InlineData("text/plain", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/grpc", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/JSON; charset=utf-8", HttpStatusCode.OK)]
    public async Task Other_content_types_are_refused(string type, HttpStatusCode expected)
    {
        await using var server = await TestServer.StartAsync();
        var content = new ByteArrayContent("{}"u8.ToArray());
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        Assert.Equal(expected, (await server.Api.PostAsync("/v1/traces", content)).StatusCode);
    }

    [Fact]
    public async Task Bodies_that_are_too_large_in_either_form_are_refused()
    {
        await using var server = await TestServer.StartAsync();
        var bomb = await server.Api.PostAsync("/v1/traces", AppendingSteps.Gzip(new byte[200 * 1024 * 1024], "application/x-protobuf"));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, bomb.StatusCode);
        var large = await server.Api.PostAsync("/v1/traces", Protobuf(new byte[(8 * 1024 * 1024) + 1]));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        var chunked = new HttpRequestMessage(HttpMethod.Post, "/v1/traces") { Content = Protobuf(new byte[(8 * 1024 * 1024) + 1]) };
        chunked.Headers.TransferEncodingChunked = true;
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await server.Api.SendAsync(chunked)).StatusCode);
    }

    [Fact]
    public async Task A_full_queue_and_a_failing_store_ask_for_a_retry()
    {
        WrappedStore? store = null;
        await using var server = await TestServer.StartAsync(o => o with { Store = store = new WrappedStore(o.Store), Ingest = new IngestLimits { TenantItems = 1 } });
        store!.Hold();
        var first = server.Api.SendJsonAsync("/v1/traces", Spans(Span("eee19b7ec3c1b174")));
        await store.UntilCommitsAsync(1);
        var full = await server.Api.SendJsonAsync("/v1/traces", Spans(Span("eee19b7ec3c1b175")));
        Assert.Equal((HttpStatusCode.TooManyRequests, "1"), (full.StatusCode, full.Headers.GetValues("Retry-After").Single()));
        store.Fails = true;
        store.Release();
        var down = await first;
        Assert.Equal(HttpStatusCode.ServiceUnavailable, down.StatusCode);
        Assert.Equal(14, (await down.BodyAsync()).GetProperty("code").GetInt32());
    }

    [Fact]
    public async Task The_otlp_port_serves_otlp_and_health_alone()
    {
        await using var server = await TestServer.StartAsync();
        using var client = server.NewClient(server.First.ApiKey, server.Addresses.OtlpHttp);
        Assert.Equal(HttpStatusCode.OK, (await client.SendJsonAsync("/v1/traces", "{}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/healthz")).StatusCode);
        foreach (var path in (string[])["/", "/v1/runs", "/v1/session", "/login", "/v1/openapi.json", "/index.html"])
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(path)).StatusCode);
    }

    internal static string Span(string id, string start = "1770804900000000000", string end = "1770804901000000000") =>
        $$$"""{"traceId":"{{{Trace}}}","spanId":"{{{id}}}","name":"chat m","kind":3,"startTimeUnixNano":"{{{start}}}","endTimeUnixNano":"{{{end}}}","attributes":[{"key":"gen_ai.operation.name","value":{"stringValue":"chat"}}]}""";

    internal static string Spans(params string[] spans) => $$"""{"resourceSpans":[{"scopeSpans":[{"spans":[{{string.Join(',', spans)}}]}]}]}""";

    private static ByteArrayContent Protobuf(byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-protobuf");
        return content;
    }
}
