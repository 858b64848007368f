using System.Net.Http.Headers;
using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Server.Hosting;
using Fabrik.Store;
using Fabrik.Store.Sqlite;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Fabrik.Server.Tests.Support;

/// <summary>A real server on free ports over a real store in a directory of its own.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly string _directory;
    private readonly WebApplication _app;

    private TestServer(string directory, IFabrikStore store, WebApplication app, FirstStartResult first, CapturedLog log)
    {
        (_directory, Store, _app, First, Log) = (directory, store, app, first, log);
        Addresses = app.Services.GetRequiredService<ServerAddresses>();
        Api = NewClient(first.ApiKey);
    }

    public IFabrikStore Store { get; }

    public FirstStartResult First { get; }

    public ServerAddresses Addresses { get; }

    public CapturedLog Log { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>Sends the first tenant's key.</summary>
    public HttpClient Api { get; }

    public static async Task<TestServer> StartAsync(Func<ServerOptions, ServerOptions>? with = null, TimeProvider? time = null)
    {
        var clock = time ?? TimeProvider.System;
        var directory = Directory.CreateTempSubdirectory("fabrik-server-").FullName;
        var store = await SqliteStore.OpenAsync(directory, clock, CancellationToken.None);
        var first = await FirstStart.PrepareAsync(store, clock, CancellationToken.None);
        var log = new CapturedLog();
        var options = new ServerOptions
        {
            Store = store,
            Listen = "127.0.0.1:0",
            OtlpHttp = "127.0.0.1:0",
            OtlpGrpc = "127.0.0.1:0",
            Time = clock,
            Logging = log.AddTo,
            WebRoot = Path.Combine(directory, "no-ui"),
        };
        var app = FabrikServer.Build(with?.Invoke(options) ?? options);
        await app.StartAsync();
        return new TestServer(directory, store, app, first, log);
    }

    public HttpClient NewClient(string? key = null, string? baseAddress = null)
    {
        var handler = new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false };
        var client = new HttpClient(handler) { BaseAddress = new Uri(baseAddress ?? Addresses.Api) };
        if (key is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return client;
    }

    /// <summary>A client of another tenant with a key of its own.</summary>
    public async Task<HttpClient> NewTenantAsync(string project = "default")
    {
        var tenant = await Store.Control.CreateTenantAsync("other", ProjectId.Parse(project), CancellationToken.None);
        return NewClient(await KeyAsync(tenant.Id, project));
    }

    public Task<string> KeyAsync(TenantId tenant, string project, UnixTime? expires = null) =>
        FirstStart.AddApiKeyAsync(Store, TimeProvider.System, tenant, ProjectId.Parse(project), "test key", expires, CancellationToken.None);

    /// <summary>Signs in by the login link; the client carries the cookie, and the token if asked.</summary>
    public async Task<HttpClient> SignInAsync(bool csrf = true)
    {
        var client = NewClient();
        var answer = await client.GetAsync($"/login?token={First.LoginToken}");
        Assert.Equal(System.Net.HttpStatusCode.SeeOther, answer.StatusCode);
        client.DefaultRequestHeaders.Add("Cookie", answer.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        if (csrf) client.DefaultRequestHeaders.Add("X-CSRF-Token", (await client.JsonAsync("/v1/session")).GetProperty("csrf_token").GetString());
        return client;
    }

    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        await _app.DisposeAsync();
        await Store.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
