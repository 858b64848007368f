using System.Net;
using Fabrik.Core.Scope;
using Fabrik.Server.Tests.Support;

namespace Fabrik.Server.Tests.Runs;

public sealed class ReadingRuns
{
    [Fact]
    public async Task The_list_pages_newest_first_without_gaps_or_repeats()
    {
        await using var server = await TestServer.StartAsync();
        for (var i = 0; i < 7; i++)
            await server.Api.SendJsonAsync("/v1/runs", $$"""{"run_id":"r{{i}}","started_at":"2026-02-11T10:1{{i / 2}}:00Z"}""");

        List<string> seen = [];
        string? cursor = null;
        do
        {
            var page = await server.Api.JsonAsync($"/v1/runs?limit=3&cursor={cursor}");
            seen.AddRange(page.GetProperty("runs").EnumerateArray().Select(r => r.GetProperty("run_id").GetString()!));
            cursor = page.GetProperty("next_cursor").GetString();
        }
        while (cursor is not null);
        Assert.Equal(["r6", "r5", "r4", "r3", "r2", "r1", "r0"], seen);
    }

    [Theory]
    [InlineData("status=failed", "b")]
    [InlineData("status=failed&status=running", "a,b,c")]
    [InlineData("agent=scout", "a")]
    [InlineData("service=svc&env=prod", "b")]
    [InlineData("release=v2", "c")]
    [InlineData("session_id=s1", "c")]
    [InlineData("tag=team%3Da", "a,b")]
    [InlineData("tag=team%3Da&tag=tier%3Dgold%3D1", "b")]
    [InlineData("tool=search", "a")]
    [InlineData("model=gpt-4o-mini", "b")]
    [InlineData("since=2026-02-11T10:01:00Z&until=2026-02-11T10:02:00Z", "b")]
    [InlineData("agent=nobody", "")]
    public async Task Filters_narrow_the_list(string query, string expected)
    {
        await using var server = await TestServer.StartAsync();
        await server.Api.SendJsonAsync("/v1/runs", """{"run_id":"a","agent":"scout","tags":{"team":"a"},"started_at":"2026-02-11T10:00:00Z"}""");
        await server.Api.SendJsonAsync("/v1/runs", """{"run_id":"b","service":"svc","env":"prod","tags":{"team":"a","tier":"gold=1"},"started_at":"2026-02-11T10:01:00Z"}""");
        await server.Api.SendJsonAsync("/v1/runs", """{"run_id":"c","release":"v2","session_id":"s1","started_at":"2026-02-11T10:02:00Z"}""");
        await server.Api.SendJsonAsync("/v1/runs/b:finish", """{"status":"failed"}""");
        await server.Api.SendJsonAsync("/v1/runs/a/steps", Some.Steps(Some.Step("t", "tool", "\"tool\":\"search\"")));
        await server.Api.SendJsonAsync("/v1/runs/b/steps", Some.Steps(Some.Step("m", "model", "\"model\":\"gpt-4o-mini\"")));

        var page = await server.Api.JsonAsync("/v1/runs?" + query);
        var ids = page.GetProperty("runs").EnumerateArray().Select(r => r.GetProperty("run_id").GetString()).Order(StringComparer.Ordinal);
        Assert.Equal(expected, string.Join(',', ids));
    }

    [Fact]
    public async Task Every_fault_of_a_query_is_named()
    {
        await using var server = await TestServer.StartAsync();
        var answer = await server.Api.GetAsync("/v1/runs?limit=0&since=now&status=done&tag=x&cursor=%21&stauts=ok&tool=a&tool=b");
        var problem = await answer.ProblemAsync(HttpStatusCode.BadRequest, "invalid-request");
        Assert.Equal(
            ["query.cursor", "query.limit", "query.since", "query.status", "query.stauts", "query.tag", "query.tool"],
            problem.ErrorPaths().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        await using var server = await TestServer.StartAsync();
        await server.Api.SendJsonAsync("/v1/runs", """{"run_id":"r"}""");
        foreach (var path in (string[])["/v1/runs/x", "/v1/runs/x/steps", "/v1/runs/x/logs", "/v1/runs/x/export", "/v1/stream/runs/x", "/v1/runs/r/steps/x", "/v1/runs/%2e%2e%2fr", "/v1/nothing"])
            await (await server.Api.GetAsync(path)).ProblemAsync(HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task Steps_page_by_arrival_and_export_streams_them_with_payloads()
    {
        await using var server = await TestServer.StartAsync();
        await server.Api.SendJsonAsync("/v1/runs/r/steps", Some.Steps([.. Enumerable.Range(0, 5).Select(i => Some.Step($"s{i}", more: $"\"input\":{i}"))]));
        var first = await server.Api.JsonAsync("/v1/runs/r/steps?limit=3");
        var rest = await server.Api.JsonAsync($"/v1/runs/r/steps?limit=3&after={first.GetProperty("next_after").GetInt64()}");
        Assert.Equal(3, first.GetProperty("steps").GetArrayLength());
        Assert.Equal(["s3", "s4"], rest.GetProperty("steps").EnumerateArray().Select(s => s.GetProperty("step_id").GetString()));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, rest.GetProperty("next_after").ValueKind);

        var export = await server.Api.GetAsync("/v1/runs/r/export");
        Assert.Equal("application/x-ndjson", export.Content.Headers.ContentType?.ToString());
        var lines = (await export.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(6, lines.Length);
        Assert.Contains("\"run_id\":\"r\"", lines[0], StringComparison.Ordinal);
        Assert.Contains("\"payload\":{\"input\":4}", lines[5], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Facets_count_what_filters_can_take()
    {
        await using var server = await TestServer.StartAsync();
        await server.Api.SendJsonAsync("/v1/runs", """{"run_id":"a","agent":"scout","tags":{"k":"v"}}""");
        await server.Api.SendJsonAsync("/v1/runs", """{"run_id":"b","agent":"scout"}""");
        var facets = await server.Api.JsonAsync("/v1/facets");
        Assert.Equal("""[{"value":"scout","runs":2}]""", facets.GetProperty("agents").GetRawText());
        Assert.Equal("""[{"value":"k=v","runs":1}]""", facets.GetProperty("tags").GetRawText());
    }

    [Fact]
    public async Task Another_tenant_or_project_sees_and_changes_nothing()
    {
        await using var server = await TestServer.StartAsync();
        await server.Api.SendJsonAsync("/v1/runs", """{"run_id":"r","agent":"scout","tags":{"k":"v"}}""");
        await server.Api.SendJsonAsync("/v1/runs/r/steps", Some.Steps(Some.Step("s")));
        await server.Store.Control.CreateProjectAsync(server.First.Tenant, ProjectId.Parse("second"), "Second", CancellationToken.None);
        using var neighbour = server.NewClient(await server.KeyAsync(server.First.Tenant, "second"));
        using var stranger = await server.NewTenantAsync();

        foreach (var client in (HttpClient[])[stranger, neighbour])
        {
            foreach (var path in (string[])["/v1/runs/r", "/v1/runs/r/steps", "/v1/runs/r/steps/s", "/v1/runs/r/logs", "/v1/runs/r/export", "/v1/stream/runs/r"])
            {
                var foreign = await (await client.GetAsync(path)).ProblemAsync(HttpStatusCode.NotFound, "not-found");
                var absent = await (await client.GetAsync(path.Replace("/r", "/q", StringComparison.Ordinal).Replace("/quns", "/runs", StringComparison.Ordinal))).ProblemAsync(HttpStatusCode.NotFound, "not-found");
                Assert.Equal(absent.GetProperty("title").GetString(), foreign.GetProperty("title").GetString());
            }

            Assert.Equal(HttpStatusCode.NotFound, (await client.SendJsonAsync("/v1/runs/r:finish", """{"status":"failed"}""")).StatusCode);
            Assert.Equal(0, (await client.JsonAsync("/v1/runs")).GetProperty("runs").GetArrayLength());
            Assert.Equal(0, (await client.JsonAsync("/v1/runs?agent=scout&tag=k%3Dv")).GetProperty("runs").GetArrayLength());
            Assert.Equal(0, (await client.JsonAsync("/v1/facets")).GetProperty("agents").GetArrayLength());
        }

        // The same ids of one's own stand beside the foreign ones.
        await stranger.SendJsonAsync("/v1/runs/r/steps", Some.Steps(Some.Step("s", "model")));
        Assert.Equal("model", (await stranger.JsonAsync("/v1/runs/r/steps/s")).GetProperty("kind").GetString());
        Assert.Equal("tool", (await server.Api.JsonAsync("/v1/runs/r/steps/s")).GetProperty("kind").GetString());
        Assert.Equal("running", (await server.Api.JsonAsync("/v1/runs/r")).GetProperty("status").GetString());

        // A foreign cursor only positions a read of one's own.
        await server.Api.SendJsonAsync("/v1/runs", """{"run_id":"r2"}""");
        var cursor = (await server.Api.JsonAsync("/v1/runs?limit=1")).GetProperty("next_cursor").GetString();
        Assert.DoesNotContain((await stranger.JsonAsync($"/v1/runs?cursor={cursor}")).GetProperty("runs").EnumerateArray(), r => r.GetProperty("run_id").GetString() == "r2");
    }
}
