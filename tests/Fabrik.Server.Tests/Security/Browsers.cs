using System.Net;
using Fabrik.Server.Tests.Support;

namespace Fabrik.Server.Tests.Security;

public sealed class Browsers
{
    [Theory]
    [InlineData("evil.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("evil.example:7070", HttpStatusCode.MisdirectedRequest)]
    [InlineData("127.0.0.1.evil.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("LOCALHOST:1", HttpStatusCode.OK)]
    [InlineData("[::1]:7070", HttpStatusCode.OK)]
    [InlineData("fabrik.test", HttpStatusCode.OK)]
    public async Task On_loopback_only_loopback_names_and_allowed_ones_are_answered(string host, HttpStatusCode expected)
    {
        await using var server = await TestServer.StartAsync(o => o with { AllowedHosts = ["fabrik.test"] });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/runs");
        request.Headers.Host = host;
        Assert.Equal(expected, (await server.Api.SendAsync(request)).StatusCode);
    }

    [Theory]
    [InlineData("/v1/runs")]
    [InlineData("/")]
    [InlineData("/v1/nothing")]
    [InlineData("/login")]
    public async Task Every_answer_carries_the_protecting_headers(string path)
    {
        await using var server = await TestServer.StartAsync();
        var answer = await server.Api.GetAsync(path);
        string Header(string name) => answer.Headers.TryGetValues(name, out var values) ? values.Single() : "";
        Assert.Equal(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
            Header("Content-Security-Policy"));
        Assert.Equal("nosniff", Header("X-Content-Type-Options"));
        Assert.Equal("no-referrer", Header("Referrer-Policy"));
        Assert.Equal("same-origin", Header("Cross-Origin-Opener-Policy"));
        Assert.Equal("same-origin", Header("Cross-Origin-Resource-Policy"));
        Assert.NotEqual("", Header("X-Request-Id"));
        Assert.Equal("", Header("Server"));
    }

    [Fact]
    public async Task A_wrong_method_is_told_from_a_wrong_address()
    {
        await using var server = await TestServer.StartAsync();
        await (await server.Api.DeleteAsync("/v1/runs")).ProblemAsync(HttpStatusCode.MethodNotAllowed, "wrong-method");
        await (await server.Api.DeleteAsync("/v1/walks")).ProblemAsync(HttpStatusCode.NotFound, "not-found");
    }
}
