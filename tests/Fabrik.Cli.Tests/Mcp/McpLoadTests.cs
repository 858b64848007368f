using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Fabrik.Cli.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Fabrik.Cli.Tests.Mcp;

/// <summary>Loads are run by wrk, the tool that Debian has.</summary>
public sealed class McpLoadTests : IAsyncLifetime
{
    private readonly TestCli _cli = new();
    private readonly SemaphoreSlim _asked = new(0);
    private string? _run;
    private WebApplication _app = null!;

    private string Url => _app.Urls.Single();

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/wrk"), "wrk is not installed");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(http =>
        {
            _run = http.Request.Headers["X-Run-Id"];
            _asked.Release();
            return http.Response.WriteAsync("ok");
        });
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
        _asked.Dispose();
        _cli.Dispose();
    }

    [Fact]
    public async Task A_url_is_loaded_as_a_run_and_told()
    {
        await SampleStore.FillAsync(_cli);
        await using var session = await McpSession.StartAsync(_cli);
        var told = await session.CallAsync("laos_run", new { url = $"{Url}/fast", tool = "wrk", duration_s = 1, connections = 2, run = "load-1", service = "shop" });

        Assert.True(told is { Outcome: "ran", IsError: false }, told.ToString());
        Assert.Equal(("load-1", "shop", "wrk"), (Text(told, "run_id"), Text(told, "service"), Text(told, "tool")));
        Assert.True(told.Result.GetProperty("sent").GetInt64() > 0, told.ToString());
        Assert.Contains("no threshold judged them", told.Reasons, StringComparison.Ordinal);
        Assert.Equal("load-1", _run);
        Assert.Equal("ok", (await session.CallAsync("runs_get", new { run = "load-1" })).Result.GetProperty("run").GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_load_whose_telemetry_nobody_kept_does_not_pass()
    {
        await SampleStore.FillAsync(_cli);
        _cli.File(".laosrc.yaml", "service: shop\nthresholds: { latency_ms: { p95: 350 } }\nload: { settle: 1s }\n");
        await using var session = await McpSession.StartAsync(_cli);
        var silent = await session.CallAsync("laos_run", new { url = Url, tool = "wrk", duration_s = 1, connections = 1 });
        Assert.True(silent is { Outcome: "inconclusive", IsError: false }, silent.ToString());
        Assert.Contains("was not judged", silent.Reasons, StringComparison.Ordinal);

        var dead = await session.CallAsync("laos_run", new { url = "http://127.0.0.1:1/", tool = "wrk", duration_s = 1, connections = 1 });
        Assert.True(dead.Outcome is "inconclusive" or "fail", dead.ToString());
    }

    [Theory]
    [InlineData("http://192.0.2.1/", "host '192.0.2.1' may not be loaded")]
    [InlineData("http://127.0.0.1@192.0.2.1/", "user or a password")]
    [InlineData("http://127.0.0.1.example.com/", "may not be loaded")]
    [InlineData("ftp://127.0.0.1/", "is not an http URL")]
    [InlineData("k6.js", "is not an http URL")]
    [InlineData("-", "is not an http URL")]
    public async Task What_is_not_on_this_machine_is_refused(string url, string reason)
    {
        await using var session = await McpSession.StartAsync(_cli);
        var refused = await session.CallAsync("laos_run", new { url, tool = "wrk" });
        Assert.True(refused is { Outcome: "refused", IsError: true }, refused.ToString());
        Assert.Contains(reason, refused.Reasons, StringComparison.Ordinal);

        var excess = await session.CallAsync("laos_run", new { url = Url, duration_s = 3600, connections = 5000 });
        Assert.Contains("`duration_s`: expected a whole number from 1 to 60; `connections`: expected a whole number from 1 to 64", excess.Reasons, StringComparison.Ordinal);
        Assert.Equal(0, _asked.CurrentCount);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_ends_its_load()
    {
        await using var session = await McpSession.StartAsync(_cli);
        using var cancelled = new CancellationTokenSource();
        var call = session.CallAsync("laos_run", new { url = Url, tool = "wrk", duration_s = 60, connections = 1, run = "long-1" }, cancelled.Token);
        using var limit = new CancellationTokenSource(BuiltProgram.Limit);
        await _asked.WaitAsync(limit.Token);

        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await LoadHasEndedAsync(limit.Token);
        Assert.Equal("refused", (await session.CallAsync("laos_run", new { url = "x" })).Outcome);
    }

    [Fact]
    public async Task A_client_that_leaves_ends_the_load_and_the_run_says_so()
    {
        await SampleStore.FillAsync(_cli);
        var session = await McpSession.StartAsync(_cli);
        var call = session.CallAsync("laos_run", new { url = Url, tool = "wrk", duration_s = 60, connections = 1, run = "left-1" });
        using var limit = new CancellationTokenSource(BuiltProgram.Limit);
        await _asked.WaitAsync(limit.Token);

        await session.DisposeAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => call);
        await LoadHasEndedAsync(limit.Token);
        var left = await _cli.RunAsync("runs", "show", "left-1", "--json");
        Assert.Equal("cancelled", left.Json().GetProperty("run").GetProperty("status").GetString());
    }

    /// <summary>No process of wrk names this target any more.</summary>
    private async Task LoadHasEndedAsync(CancellationToken limit)
    {
        while (Process.GetProcessesByName("wrk").Any(Names)) await Task.Delay(50, limit);
    }

    private bool Names(Process process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process.Id.ToString(CultureInfo.InvariantCulture)}/cmdline").Contains(Url, StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }

    private static string? Text(McpAnswer answer, string name) => answer.Result.GetProperty(name).GetString();
}
