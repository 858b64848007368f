using Fabrik.Cli.Tests.Support;
using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Store.Sqlite;
using Fabrik.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Fabrik.Cli.Tests.Laos;

public sealed class LaosRunTests : IAsyncLifetime
{
    private const string Script = "import http from 'k6/http'; export default function () { http.get(`${__ENV.BASE_URL}/${__ENV.RUN_ID}/${__ENV.AGENT}/${__ENV.ENV}`); }";
    private readonly TestCli _cli = new();
    private readonly List<(string Path, string? Run)> _seen = [];
    private WebApplication _app = null!;

    private string Url => _app.Urls.Single();

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(http =>
        {
            lock (_seen) _seen.Add((http.Request.Path, http.Request.Headers["X-Run-Id"]));
            return http.Response.WriteAsync("ok");
        });
        await _app.StartAsync();
        _cli.Variables["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "";
        _cli.Variables["K6_BIN"] = RepositoryRoot.Combine("tests", "load-js", "k6.mjs");
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _cli.Dispose();
    }

    [Fact]
    public async Task A_script_runs_as_a_run_of_its_own_that_the_store_knows()
    {
        await SampleStore.FillAsync(_cli);
        _cli.File("k6.js", Script);
        _cli.File(".laosrc.yaml", $"service: checkout\nscope: {{ run_id: '${{RUN_ID}}', env: test }}\nload: {{ base_url: '{Url}' }}\n");
        _cli.Variables["AGENT"] = "tester";
        var result = await RunAsync("laos", "run", "k6.js", "--json", "--", "-e", $"BASE_URL={Url}");

        Assert.True(result.Code == 0, result.ToString());
        Assert.Empty(result.Error);
        var json = result.Json();
        var run = json.GetProperty("run_id").GetString()!;
        Assert.Matches("^tester-20260211T123000Z-[0-9a-f]{8}$", run);
        Assert.Equal([($"/{run}/tester/test", run)], _seen);
        Assert.Equal((1, 0, "k6"), (json.GetProperty("sent").GetInt32(), json.GetProperty("failed").GetInt32(), json.GetProperty("tool").GetString()));

        await using var store = await SqliteStore.OpenAsync(_cli.Data, _cli.Time, CancellationToken.None);
        var tenant = (await store.Control.TenantsAsync(CancellationToken.None)).Single();
        var stored = await store.Runs.GetAsync(new ProjectScope(tenant.Id, ProjectId.Default), RunId.Parse(run), CancellationToken.None);
        Assert.Equal((RunStatus.Ok, "checkout", "tester", "test"), (stored!.Status, stored.Facts.Service, stored.Facts.Agent, stored.Facts.Env));
    }

    [Fact]
    public async Task The_tool_is_heard_and_the_outcome_is_told()
    {
        _cli.File("k6.js", Script);
        var result = await RunAsync("laos", "run", "k6.js", "--base-url", Url, "--run", "load-1", "--", "-e", $"BASE_URL={Url}");

        Assert.True(result.Code == 0, result.ToString());
        Assert.StartsWith("✓ ran  run load-1: 1 request in ", result.Out, StringComparison.Ordinal);
        Assert.Contains("→ fabrik laos lint --run load-1", result.Out, StringComparison.Ordinal);
        Assert.Contains("running (0m00.0s)", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_cli.Data));
    }

    [Fact]
    public async Task A_script_may_come_through_a_pipe()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var environment = _cli.Environment(output, error) with { In = new StringReader(Script) };
        var code = await FabrikCommand.RunAsync(["laos", "run", "-", "--base-url", Url, "--run", "load-1", "--", "-e", $"BASE_URL={Url}"], environment);
        Assert.True(code == 0, output.ToString() + error);
        Assert.Equal("load-1", Assert.Single(_seen).Run);
    }

    [Fact]
    public async Task A_dead_target_is_inconclusive_and_a_crossed_threshold_fails()
    {
        _cli.File("k6.js", "import http from 'k6/http'; export default function () { http.get('http://127.0.0.1:1/'); }");
        var dead = await RunAsync("laos", "run", "k6.js", "--base-url", "http://127.0.0.1:1");
        Assert.True(dead.Code == 3, dead.ToString());
        Assert.Contains("? inconclusive", dead.Out, StringComparison.Ordinal);
        Assert.Contains("no request was answered: http://127.0.0.1:1/", dead.Out, StringComparison.Ordinal);

        _cli.File("k6.js", $"import http from 'k6/http'; export const options = {{ thresholds: {{ http_reqs: ['count>5'] }} }}; export default function () {{ http.get('{Url}/a'); }}");
        var crossed = await RunAsync("laos", "run", "k6.js", "--base-url", Url);
        Assert.True(crossed.Code == 1, crossed.ToString());
        Assert.Contains("✕ http_reqs: count>5", crossed.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'42' is a bare number", "k6.js", "--base-url", "http://127.0.0.1:1", "--run", "42")]
    [InlineData("'a b' is not a run id", "k6.js", "--base-url", "http://127.0.0.1:1", "--run", "a b")]
    [InlineData("which host is tested is not said", "k6.js")]
    [InlineData("'ftp://x' is not an http URL", "k6.js", "--base-url", "ftp://x")]
    [InlineData("the script can't be read", "none.js", "--base-url", "http://127.0.0.1:1")]
    [InlineData("wrk takes a URL", "k6.js", "--base-url", "http://127.0.0.1:1", "--tool", "wrk")]
    public async Task What_can_t_be_run_is_said_before_any_load(string message, params string[] arguments)
    {
        _cli.File("k6.js", Script);
        _cli.Variables["WRK_BIN"] = "/bin/true";
        var result = await RunAsync(["laos", "run", .. arguments]);
        Assert.True(result.Code == 2, result.ToString());
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Empty(_seen);
    }

    [Fact]
    public async Task A_run_that_is_there_already_is_not_overwritten()
    {
        await SampleStore.FillAsync(_cli);
        _cli.File("k6.js", Script);
        Assert.Equal(0, (await RunAsync("laos", "run", "k6.js", "--base-url", Url, "--run", "load-1", "--", "-e", $"BASE_URL={Url}")).Code);
        _cli.Time.Advance(TimeSpan.FromMinutes(1));
        var again = await RunAsync("laos", "run", "k6.js", "--base-url", Url, "--run", "load-1", "--", "-e", $"BASE_URL={Url}");
        Assert.True(again.Code == 2, again.ToString());
        Assert.Contains("there is a run load-1 already", again.Error, StringComparison.Ordinal);
        Assert.Single(_seen);
    }

    [Fact]
    public async Task Ctrl_C_ends_the_tool_and_keeps_what_it_measured()
    {
        _cli.File("k6.js", $"import http from 'k6/http'; export default function () {{ http.get('{Url}/a'); }}");
        File.CreateSymbolicLink(Path.Combine(_cli.Folder.FullName, "k6"), RepositoryRoot.Combine("tests", "load-js", "k6.mjs"));
        using var process = BuiltProgram.Start(_cli.Folder.FullName, "laos", "run", "k6.js", "--base-url", Url, "--json", "--", "--duration", "120s");
        using var limit = new CancellationTokenSource(BuiltProgram.Limit);
        while (true)
        {
            lock (_seen)
            {
                if (_seen.Count > 0) break;
            }

            await Task.Delay(20, limit.Token);
        }

        await BuiltProgram.SignalAsync(process, "INT");
        var result = await BuiltProgram.EndAsync(process);
        Assert.True(result.Code == 130, result.ToString());
        Assert.Equal("k6 was interrupted before its end", result.Json().GetProperty("problem").GetString());
        Assert.True(result.Json().GetProperty("sent").GetInt64() > 0);
    }

    [Fact]
    public async Task A_missing_tool_is_named_with_what_to_install()
    {
        _cli.Variables["PATH"] = _cli.Folder.FullName;
        var result = await RunAsync("laos", "run", Url);
        Assert.True(result.Code == 4, result.ToString());
        Assert.Contains("autocannon is not installed", result.Error, StringComparison.Ordinal);
        Assert.Contains("npm install autocannon", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_sample_s_config_is_accepted_and_a_run_that_nobody_recorded_can_not_pass()
    {
        _cli.File("k6.js", Script);
        var config = RepositoryRoot.Combine("samples", "checkout-service", ".laosrc.yaml");
        var result = await RunAsync("laos", "run", "k6.js", "-c", config, "--base-url", Url, "--json", "--", "-e", $"BASE_URL={Url}");
        Assert.True(result.Code == 3, result.ToString());
        Assert.Equal(("checkout", "inconclusive"), (result.Json().GetProperty("service").GetString(), result.Json().GetProperty("verdict").GetString()));
    }

    private Task<CliResult> RunAsync(params string[] args) => _cli.RunAsync(args);
}
