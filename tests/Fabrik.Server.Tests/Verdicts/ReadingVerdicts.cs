using System.Net;
using System.Text.Json;
using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;
using Fabrik.Server.Tests.Support;
using Fabrik.Store.Verdicts;

namespace Fabrik.Server.Tests.Verdicts;

public sealed class ReadingVerdicts
{
    [Fact]
    public async Task The_list_is_newest_first_filtered_and_paged_to_its_end()
    {
        await using var server = await TestServer.StartAsync();
        foreach (var (run, verdict, minute) in ((string, string, int)[])[("a", "pass", 1), ("b", "fail", 2), ("c", "inconclusive", 3), ("a", "fail", 4)])
            await server.Api.SaveAsync(run, verdict, $"2026-02-11T10:0{minute}:00Z", run == "c" ? "desk" : "shop");

        Assert.Equal("a c b a", await RunsAsync(server.Api, "/v1/verdicts"));
        Assert.Equal("a b", await RunsAsync(server.Api, "/v1/verdicts?status=fail&kind=laos.lint"));
        Assert.Equal("a c b", await RunsAsync(server.Api, "/v1/verdicts?status=fail&status=inconclusive"));
        Assert.Equal("c", await RunsAsync(server.Api, "/v1/verdicts?service=desk&agent=planner&env=prod"));
        Assert.Equal("c b", await RunsAsync(server.Api, "/v1/verdicts?since=2026-02-11T10:02:00Z&until=2026-02-11T10:04:00Z"));
        Assert.Equal("a a", await RunsAsync(server.Api, "/v1/runs/a/verdicts"));
        Assert.Equal("", await RunsAsync(server.Api, "/v1/runs/never-judged/verdicts"));

        List<string> seen = [];
        for (string? cursor = ""; cursor is not null;)
        {
            var page = await server.Api.JsonAsync($"/v1/verdicts?limit=1&cursor={cursor}");
            seen.Add(page.GetProperty("verdicts")[0].GetProperty("id").GetString()!);
            cursor = page.GetProperty("next_cursor").GetString();
        }

        Assert.Equal(4, seen.Distinct().Count());
    }

    [Fact]
    public async Task Unknown_parameters_and_values_are_named_at_once()
    {
        await using var server = await TestServer.StartAsync();
        var answer = await server.Api.GetAsync("/v1/verdicts?kind=tea&status=fine&since=x&limit=0&cursor=!&run=r");
        var problem = await answer.ProblemAsync(HttpStatusCode.BadRequest, "invalid-request");
        Assert.Equal(["query.cursor", "query.kind", "query.limit", "query.run", "query.since", "query.status"], problem.ErrorPaths().Order(StringComparer.Ordinal));
        await (await server.Api.GetAsync("/v1/runs/a/verdicts?status=fail")).ProblemAsync(HttpStatusCode.BadRequest, "invalid-request");
        await (await server.Api.GetAsync("/v1/runs/-/verdicts")).ProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task A_verdict_that_is_not_ones_own_is_not_there()
    {
        await using var server = await TestServer.StartAsync();
        var id = (await (await server.Api.SaveAsync("r")).BodyAsync()).GetProperty("id").GetString();
        using var other = await server.NewTenantAsync();

        foreach (var path in (string[])[$"/v1/verdicts/{id}", "/v1/verdicts/nonsense", $"/v1/verdicts/{Guid.Empty}"])
            await (await other.GetAsync(path)).ProblemAsync(HttpStatusCode.NotFound, "not-found");
        Assert.Equal("", await RunsAsync(other, "/v1/verdicts"));
        Assert.Equal("", await RunsAsync(other, "/v1/runs/r/verdicts"));
        Assert.Equal(HttpStatusCode.OK, (await server.Api.GetAsync($"/v1/verdicts/{id}")).StatusCode);
    }

    [Fact]
    public async Task Every_view_of_a_run_carries_its_newest_lint()
    {
        await using var server = await TestServer.StartAsync();
        await server.Api.SendJsonAsync("/v1/runs", """{"run_id":"r"}""");
        Assert.Equal(JsonValueKind.Null, (await server.Api.JsonAsync("/v1/runs/r")).GetProperty("lint").ValueKind);
        await server.Api.SaveAsync("r", "fail", "2026-02-11T10:01:00Z");
        var newest = (await (await server.Api.SaveAsync("r", "pass", "2026-02-11T10:02:00Z")).BodyAsync()).GetProperty("id").GetString();
        await server.Api.SendJsonAsync("/v1/runs", """{"run_id":"other"}""");

        var list = (await server.Api.JsonAsync("/v1/runs")).GetProperty("runs").EnumerateArray().ToDictionary(r => r.GetProperty("run_id").GetString()!, r => r.GetProperty("lint"));
        JsonElement[] views =
        [
            list["r"],
            (await server.Api.JsonAsync("/v1/runs/r")).GetProperty("lint"),
            (await (await server.Api.SendJsonAsync("/v1/runs", """{"run_id":"r"}""")).BodyAsync()).GetProperty("lint"),
            (await (await server.Api.SendJsonAsync("/v1/runs/r:finish", """{"status":"ok"}""")).BodyAsync()).GetProperty("lint"),
            JsonDocument.Parse((await server.Api.GetStringAsync("/v1/runs/r/export")).Split('\n')[0]).RootElement.GetProperty("lint"),
        ];

        Assert.All(views, v => Assert.Equal(
            $$"""{"id":"{{newest}}","status":"pass","summary":"pass on r","created_at":"2026-02-11T10:02:00Z"}""", v.GetRawText()));
        Assert.Equal(JsonValueKind.Null, list["other"].ValueKind);
    }

    [Fact]
    public async Task A_verdict_reaches_the_live_list_and_the_live_run()
    {
        await using var server = await TestServer.StartAsync();
        await server.Api.SendJsonAsync("/v1/runs", """{"run_id":"r"}""");
        using var list = await Streaming.EventReader.OpenAsync(server.Api, "/v1/stream/runs");
        using var run = await Streaming.EventReader.OpenAsync(server.Api, "/v1/stream/runs/r");
        await run.NextAsync();

        await server.Api.SaveAsync("r", "inconclusive");

        foreach (var events in (Streaming.EventReader[])[list, run])
            Assert.Contains("\"lint\":{", (await events.NextAsync())!.Value.Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_verdict_whose_report_has_gone_is_still_shown()
    {
        await using var server = await TestServer.StartAsync();
        var verdict = new StoredVerdict
        {
            Id = VerdictId.Of("laos.lint", null, "{}"u8),
            Kind = "laos.lint",
            Status = VerdictStatus.Pass,
            Summary = "3 rules hold",
            CreatedAt = UnixTime.Zero,
        };
        await server.Store.Verdicts.SaveAsync(new ProjectScope(server.First.Tenant, ProjectId.Default), verdict, CancellationToken.None);

        var shown = await server.Api.JsonAsync($"/v1/verdicts/{verdict.Id}");

        Assert.False(shown.TryGetProperty("report", out _));
        Assert.Equal("3 rules hold", shown.GetProperty("summary").GetString());
    }

    private static async Task<string> RunsAsync(HttpClient client, string path) => string.Join(
        ' ', (await client.JsonAsync(path)).GetProperty("verdicts").EnumerateArray().Select(v => v.GetProperty("run_id").GetString()));
}
