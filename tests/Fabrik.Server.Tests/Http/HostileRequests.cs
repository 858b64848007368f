using System.Net;
using System.Net.Sockets;
using System.Text;
using Fabrik.Server.Ingest;
using Fabrik.Server.Tests.Otlp;
using Fabrik.Server.Tests.Support;

namespace Fabrik.Server.Tests.Http;

public sealed class HostileRequests
{
    [Fact]
    public async Task Mutated_bodies_never_fail_the_server_nor_keep_the_next_out()
    {
        await using var server = await TestServer.StartAsync();
        var random = new Random(20260211);
        string[] paths = ["/v1/runs", "/v1/runs/r/steps", "/v1/runs/r:finish", "/v1/traces", "/v1/logs", "/v1/metrics"];
        byte[][] seeds =
        [
            Encoding.UTF8.GetBytes("""{"run_id":"r","name":"é","tags":{"a":"b"},"started_at":"2026-02-11T10:15:00Z"}"""),
            Encoding.UTF8.GetBytes(Some.Steps(Some.Step("a", "model", "\"usage\":{\"input\":1},\"messages\":[{\"role\":\"user\",\"content\":\"\\ud83d\\ude00\"}],\"input\":{\"k\":[1e308,null]}"))),
            Encoding.UTF8.GetBytes("""{"status":"failed","error":{"type":"a","message":"b"}}"""),
            Encoding.UTF8.GetBytes(OtlpOverHttp.Spans(OtlpOverHttp.Span("eee19b7ec3c1b174"))),
        ];
        byte[] spice = [0, (byte)'"', (byte)'\\', (byte)'{', (byte)'}', (byte)'[', (byte)']', 0xFF, 0xC3, (byte)'u', (byte)'e', (byte)'9'];
        for (var i = 0; i < 1500; i++)
        {
            var body = (byte[])seeds[random.Next(seeds.Length)].Clone();
            for (var mutations = random.Next(1, 6); mutations > 0; mutations--) body[random.Next(body.Length)] = spice[random.Next(spice.Length)];
            var content = new ByteArrayContent(body, 0, random.Next(4) == 0 ? random.Next(body.Length) : body.Length);
            content.Headers.TryAddWithoutValidation("Content-Type", random.Next(6) == 0 ? "application/x-protobuf" : "application/json");
            if (random.Next(10) == 0) content.Headers.ContentEncoding.Add("gzip");
            var path = paths[random.Next(paths.Length)];
            using var answer = await server.Api.PostAsync(path, content);
            Assert.True((int)answer.StatusCode < 500, $"{path} answered {(int)answer.StatusCode} to {Convert.ToBase64String(body)}");
        }

        Assert.Equal(HttpStatusCode.OK, (await server.Api.SendJsonAsync("/v1/runs/after/steps", Some.Steps(1))).StatusCode);
        Assert.DoesNotContain("Error ", server.Log.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POST /v1/runs/r/steps HTTP/1.1\r\nHost: localhost\r\nx-api-key: KEY\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"steps\":")]
    [InlineData("POST /v1/traces HTTP/1.1\r\nHost: localhost\r\nx-api-key: KEY\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"res")]
    [InlineData("POST /v1/runs HTTP/1.1\r\nHost: localhost\r\nx-api-key: KEY\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    [InlineData("GET /v1/ru")]
    [InlineData("\0\0\0\0")]
    public async Task Half_closed_connections_get_at_most_a_refusal_and_hold_nothing(string request)
    {
        await using var server = await TestServer.StartAsync();
        using var client = new TcpClient();
        var address = new Uri(server.Addresses.Api);
        await client.ConnectAsync(address.Host, address.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request.Replace("KEY", server.First.ApiKey, StringComparison.Ordinal)));
        client.Client.Shutdown(SocketShutdown.Send);
        var answer = await AnswerAsync(stream);
        Assert.True(answer.Length == 0 || answer.StartsWith("HTTP/1.1 4", StringComparison.Ordinal), answer);

        Assert.Equal(HttpStatusCode.OK, (await server.Api.SendJsonAsync("/v1/runs/r/steps", Some.Steps(1))).StatusCode);
        var budget = (IngestBudget)server.Services.GetService(typeof(IngestBudget))!;
        while (budget.TotalBytes != 0) await Task.Yield();
    }

    /// <summary>Empty when the server closed without a word, be it by reset.</summary>
    private static async Task<string> AnswerAsync(NetworkStream stream)
    {
        try
        {
            return await new StreamReader(stream).ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(15));
        }
        catch (IOException)
        {
            return "";
        }
    }

    [Fact]
    public async Task A_body_that_comes_byte_by_byte_is_read_all_the_same()
    {
        await using var server = await TestServer.StartAsync();
        using var client = new TcpClient { NoDelay = true };
        var address = new Uri(server.Addresses.Api);
        await client.ConnectAsync(address.Host, address.Port);
        var body = Some.Steps(1);
        var head = $"POST /v1/runs/r/steps HTTP/1.1\r\nHost: localhost\r\nx-api-key: {server.First.ApiKey}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n";
        foreach (var b in Encoding.ASCII.GetBytes(head + body)) await client.GetStream().WriteAsync(new[] { b });
        var answer = await new StreamReader(client.GetStream()).ReadToEndAsync().WaitAsync(TimeSpan.FromSeconds(15));
        Assert.StartsWith("HTTP/1.1 200", answer, StringComparison.Ordinal);
    }
}
