using Fabrik.Server.Hosting;
using Fabrik.Server.Tests.Support;
using Fabrik.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Fabrik.Server.Tests.OpenApi;

public sealed class OpenApiDocument
{
    private static readonly string File = RepositoryRoot.Combine("schemas", "openapi.json");

    [Fact]
    public async Task The_description_is_the_one_in_schemas_and_the_same_twice()
    {
        var first = await ServedAsync();
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1") await System.IO.File.WriteAllTextAsync(File, first);
        Assert.Equal(first, await ServedAsync());
        Assert.True(first == await System.IO.File.ReadAllTextAsync(File), $"{File} differs. Read the change, then run with UPDATE_GOLDEN=1.");
    }

    private static async Task<string> ServedAsync()
    {
        using var log = new CapturedLog();
        await using var app = FabrikServer.Build(new ServerOptions { Logging = log.AddTo, Store = new NoStore(), Listen = "127.0.0.1:0", OtlpHttp = null, OtlpGrpc = null });
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Services.GetRequiredService<ServerAddresses>().Api) };
        var text = await client.GetStringAsync("/v1/openapi.json");
        await app.StopAsync();
        return text;
    }
}
