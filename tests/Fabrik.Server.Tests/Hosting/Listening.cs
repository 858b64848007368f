using System.Net;
using System.Net.Sockets;
using Fabrik.Server.Hosting;
using Fabrik.Server.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Fabrik.Server.Tests.Hosting;

public sealed class Listening
{
    private static readonly ServerOptions Options = new() { Store = new NoStore(), Listen = "127.0.0.1:0", OtlpHttp = null, OtlpGrpc = null };

    [Theory]
    [InlineData("0.0.0.0:0")]
    [InlineData("[::]:0")]
    [InlineData("192.0.2.1:7070")]
    public void An_address_others_can_reach_needs_tls_or_consent(string address)
    {
        Assert.Contains("--insecure", Assert.Throws<ListenException>(() => FabrikServer.Build(Options with { Listen = address })).Message, StringComparison.Ordinal);
        Assert.Contains("--insecure", Assert.Throws<ListenException>(() => FabrikServer.Build(Options with { OtlpHttp = address })).Message, StringComparison.Ordinal);
        Assert.Contains("--insecure", Assert.Throws<ListenException>(() => FabrikServer.Build(Options with { OtlpGrpc = address })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_consent_it_listens_everywhere()
    {
        await using var app = FabrikServer.Build(Options with { Listen = "0.0.0.0:0", Insecure = true });
        await app.StartAsync();
        using var client = new HttpClient();
        var port = new Uri(app.Services.GetRequiredService<ServerAddresses>().Api).Port;
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"http://127.0.0.1:{port}/healthz")).StatusCode);
    }

    [Theory]
    [InlineData("7070")]
    [InlineData("127.0.0.1")]
    [InlineData("example.org:80")]
    [InlineData("127.0.0.1:x")]
    [InlineData("127.0.0.1:99999")]
    [InlineData("::1")]
    [InlineData("")]
    public void An_address_that_is_none_is_refused_with_an_example(string address) =>
        Assert.Contains("127.0.0.1:7070", Assert.Throws<ListenException>(() => FabrikServer.Build(Options with { Listen = address })).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Port_0_and_localhost_are_resolved_before_the_start()
    {
        await using var app = FabrikServer.Build(Options with { Listen = "localhost:0", OtlpHttp = "[::1]:0", OtlpGrpc = "127.0.0.1:0" });
        var addresses = app.Services.GetRequiredService<ServerAddresses>();
        Assert.Matches("^http://127\\.0\\.0\\.1:[1-9][0-9]*$", addresses.Api);
        Assert.Matches("^http://\\[::1\\]:[1-9][0-9]*$", addresses.OtlpHttp);
        Assert.Matches("^http://127\\.0\\.0\\.1:[1-9][0-9]*$", addresses.OtlpGrpc);
    }

    [Fact]
    public void A_busy_port_is_an_error_that_says_so_and_frees_what_was_bound()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var busy = other.LocalEndpoint.ToString()!;
        Assert.Contains("another program listens there", Assert.Throws<ListenException>(() => FabrikServer.Build(Options with { Listen = busy })).Message, StringComparison.Ordinal);

        var free = FreePort();
        Assert.Throws<ListenException>(() => FabrikServer.Build(Options with { Listen = free, OtlpGrpc = busy }));
        using var reused = new TcpListener(IPEndPoint.Parse(free));
        reused.Start();
    }

    [Fact]
    public async Task Busy_default_otlp_ports_are_warnings()
    {
        using var http = Occupy(4318);
        using var grpc = Occupy(4317);
        await using var app = FabrikServer.Build(Options with { OtlpHttp = ServerOptions.DefaultOtlpHttp, OtlpGrpc = ServerOptions.DefaultOtlpGrpc });
        var addresses = app.Services.GetRequiredService<ServerAddresses>();
        Assert.Null(addresses.OtlpHttp);
        Assert.Null(addresses.OtlpGrpc);
        Assert.Equal(2, addresses.Warnings.Count);
        await app.StartAsync();
        using var client = new HttpClient();
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(addresses.Api + "/healthz")).StatusCode);
    }

    /// <summary>Null where another program of this machine occupies it already, which serves as well.</summary>
    private static TcpListener? Occupy(int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return listener;
        }
        catch (SocketException)
        {
            listener.Dispose();
            return null;
        }
    }

    private static string FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return listener.LocalEndpoint.ToString()!;
    }
}
