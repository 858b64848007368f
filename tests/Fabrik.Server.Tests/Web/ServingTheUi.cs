using System.Net;
using Fabrik.Server.Tests.Support;

namespace Fabrik.Server.Tests.Web;

public sealed class ServingTheUi : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("fabrik-web-");

    public ServingTheUi()
    {
        Write("index.html", "<!doctype html><title>Fabrik</title>");
        Write("assets/app-1a2b.js", "plain");
        Write("assets/app-1a2b.js.br", "brotli");
        Write("assets/app-1a2b.js.gz", "gzip");
        File.WriteAllText(Path.Combine(_root.Parent!.FullName, _root.Name + "-secret.txt"), "secret");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/index.html")]
    [InlineData("/runs/r-1")]
    [InlineData("/settings?x=1.2")]
    public async Task Pages_get_the_index_which_is_checked_each_time(string path)
    {
        await using var server = await StartAsync();
        using var client = server.NewClient();
        var answer = await client.GetAsync(path);
        Assert.Equal((HttpStatusCode.OK, "text/html"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Contains("Fabrik", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal("no-cache", answer.Headers.CacheControl?.ToString());

        using var again = new HttpRequestMessage(HttpMethod.Get, path);
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await client.SendAsync(again)).StatusCode);
    }

    [Theory]
    [InlineData("", "plain", null)]
    [InlineData("gzip", "gzip", "gzip")]
    [InlineData("gzip, br", "brotli", "br")]
    [InlineData("br;q=0, gzip", "gzip", "gzip")]
    public async Task Assets_come_compressed_as_accepted_and_are_kept_for_ever(string accepted, string expected, string? encoding)
    {
        await using var server = await StartAsync();
        using var client = server.NewClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/assets/app-1a2b.js");
        if (accepted.Length > 0) request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        var answer = await client.SendAsync(request);
        Assert.Equal(expected, await answer.Content.ReadAsStringAsync());
        Assert.Equal(encoding, answer.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal("text/javascript", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("immutable", answer.Headers.CacheControl?.ToString(), StringComparison.Ordinal);
        Assert.Contains("Accept-Encoding", answer.Headers.Vary);
    }

    [Fact]
    public async Task Nothing_outside_the_folder_is_served_and_missing_files_are_not_pages()
    {
        await using var server = await StartAsync();
        using var client = server.NewClient();
        foreach (var path in (string[])[$"/..%2f{_root.Name}-secret.txt", $"/assets/..%2f..%2f{_root.Name}-secret.txt", "/assets/gone.js", "/assets/app-1a2b.js.br", "/v1/x"])
        {
            var answer = await client.GetAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.DoesNotContain("secret", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await client.PostAsync("/runs", null)).StatusCode);
    }

    [Fact]
    public async Task Without_a_build_the_front_page_says_how_to_make_one()
    {
        await using var server = await TestServer.StartAsync();
        Assert.Contains("make build", await server.Api.GetStringAsync("/"), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        File.Delete(Path.Combine(_root.Parent!.FullName, _root.Name + "-secret.txt"));
        _root.Delete(recursive: true);
    }

    private Task<TestServer> StartAsync() => TestServer.StartAsync(o => o with { WebRoot = _root.FullName });

    private void Write(string name, string text)
    {
        var path = Path.Combine(_root.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
