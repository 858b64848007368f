using Fabrik.Core.Verdicts;
using Fabrik.Laos.Tests.Doubles;
using Fabrik.Stories.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace Fabrik.Stories.Tests.Acceptance;

/// <summary>Four ways in which evidence goes missing. None passes, and each says what happened.</summary>
public sealed class Silences(Shop shop)
{
    [Fact]
    public async Task An_app_that_is_killed_in_the_middle_of_the_load_fails()
    {
        using var service = await shop.Server.StartServiceAsync(("OTEL_SERVICE_NAME", "killed"));
        using var desk = DeskFor(service.Url, "killed");
        var loading = desk.LoadAsync(Script.Steady(service.Url), "--run", "killed-1");
        await UntilAsync(async () => (await desk.RunAsync("laos", "query", "traces", "--run", "killed-1")).Code == 0);
        service.Dispose();
        var run = await loading;

        Assert.True(run.Result.Code == 1, run.ToString());
        Assert.Equal("fail", run.Verdict);
        var violation = Assert.Single(run.Violations, v => v["metric"]!.GetValue<string>() == "client_error_rate");
        Assert.InRange(violation["value"]!.GetValue<double>(), 0.05, 1);
        Assert.InRange(run.Report["load"]!["failed"]!.GetValue<int>(), 1, 99);
    }

    [Fact]
    public async Task A_traces_backend_that_goes_away_leaves_the_run_unjudged()
    {
        await using var stack = await Stack.StartAsync();
        using var desk = stack.Desk(Policy.Generous);
        var loading = desk.LoadAsync(Script.Steady(stack.Service.Url));
        await UntilAsync(() => Task.FromResult(stack.Collector.Spans > 0));
        await stack.Tempo.DisposeAsync();
        var run = await loading;

        Assert.True(run.Result.Code == 4, run.ToString());
        Assert.Equal(("inconclusive", "unreachable"), (run.Verdict, run.State(SignalKind.Traces)));
        Assert.Contains("tempo", run.Why("laos.signal.traces"), StringComparison.Ordinal);
        Assert.Equal("changes_requested", desk.Json("reports/review-laos-lint.json")["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_run_id_that_is_lost_on_the_way_is_told_from_a_silent_service()
    {
        using var service = await shop.Server.StartServiceAsync(("OTEL_SERVICE_NAME", "mistagged"));
        using var client = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null });
        await using var proxy = await LoopbackServer.StartAsync(async http =>
        {
            using var answer = await client.GetAsync(new Uri(service.Url, http.Request.Path.Value));
            http.Response.StatusCode = (int)answer.StatusCode;
            await http.Response.WriteAsync(await answer.Content.ReadAsStringAsync());
        });
        using var desk = DeskFor(new Uri(proxy.Url), "mistagged");
        var run = await desk.LoadAsync(Script.Steady(new Uri(proxy.Url)));

        Assert.True(run.Result.Code == 3, run.ToString());
        Assert.Equal(("inconclusive", "absent"), (run.Verdict, run.State(SignalKind.Traces)));
        Assert.Matches("100 of service mistagged are in the window without it: the run id does not reach its telemetry", run.Why("laos.signal.traces"));
    }

    [Fact]
    public async Task Ten_percent_sampling_is_partial_with_its_coverage()
    {
        using var service = await shop.Server.StartServiceAsync(
            ("OTEL_SERVICE_NAME", "sampled"), ("OTEL_TRACES_SAMPLER", "traceidratio"), ("OTEL_TRACES_SAMPLER_ARG", "0.1"));
        using var desk = DeskFor(service.Url, "sampled");
        var run = await desk.LoadAsync(Script.Steady(service.Url));

        Assert.True(run.Result.Code == 3, run.ToString());
        Assert.Equal(("inconclusive", "partial"), (run.Verdict, run.State(SignalKind.Traces)));
        Assert.InRange(run.Report["signals"]!["traces"]!["coverage"]!.GetValue<double>(), 0.01, 0.4);
        Assert.EndsWith("spans are sampled or were lost", run.Why("laos.signal.traces"), StringComparison.Ordinal);
    }

    private Desk DeskFor(Uri target, string service) => new(
        Policy.Of(target, "{ latency_ms: { p50: 5000 }, error_rate: 0.05 }", service, "{ traces: true, errors: true, logs: false, metrics: false, profiles: false }"),
        shop.Server.Data);

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await holds()) await Task.Delay(50, limit.Token);
    }
}
