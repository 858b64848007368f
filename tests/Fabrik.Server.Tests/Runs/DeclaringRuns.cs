using System.Net;
using Fabrik.Server.Tests.Support;

namespace Fabrik.Server.Tests.Runs;

public sealed class DeclaringRuns
{
    [Fact]
    public async Task A_run_is_made_once_and_the_same_declaration_again_finds_it()
    {
        await using var server = await TestServer.StartAsync();
        const string body = """{"run_id":"r-1","name":"nightly","service":"research","agent":"scout","env":"prod","tags":{"team":"a"},"started_at":"2026-02-11T10:15:00.25Z"}""";

        var first = await server.Api.SendJsonAsync("/v1/runs", body);
        var again = await server.Api.SendJsonAsync("/v1/runs", body);

        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        var run = await again.BodyAsync();
        Assert.Equal("r-1", run.GetProperty("run_id").GetString());
        Assert.Equal("running", run.GetProperty("status").GetString());
        Assert.Equal("default", run.GetProperty("project").GetString());
        Assert.Equal("2026-02-11T10:15:00.25Z", run.GetProperty("started_at").GetString());
        Assert.Equal("a", run.GetProperty("tags").GetProperty("team").GetString());
    }

    [Fact]
    public async Task Another_declaration_of_the_same_run_is_a_conflict()
    {
        await using var server = await TestServer.StartAsync();
        await server.Api.SendJsonAsync("/v1/runs", """{"run_id":"r-1","name":"a"}""");
        var other = await server.Api.SendJsonAsync("/v1/runs", """{"run_id":"r-1","name":"b"}""");
        await other.ProblemAsync(HttpStatusCode.Conflict, "run-conflict");
        Assert.Equal("a", (await server.Api.JsonAsync("/v1/runs/r-1")).GetProperty("name").GetString());
    }

    [Fact]
    public async Task Without_an_id_the_server_makes_one_from_the_agent()
    {
        await using var server = await TestServer.StartAsync();
        var run = await (await server.Api.SendJsonAsync("/v1/runs", """{"agent":"scout"}""")).BodyAsync();
        Assert.StartsWith("scout-", run.GetProperty("run_id").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_fault_is_named_with_its_path_at_once()
    {
        await using var server = await TestServer.StartAsync();
        var answer = await server.Api.SendJsonAsync("/v1/runs", """{"run_id":"-x","nme":"a","started_at":"yesterday","tags":{"a=b":"1","k":2},"env":7,"env":"x"}""");
        var problem = await answer.ProblemAsync(HttpStatusCode.BadRequest, "invalid-request");
        Assert.Equal(["run_id", "nme", "started_at", "tags.a=b", "tags.k", "env", "env"], problem.ErrorPaths());
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("{} {}")]
    [InlineData("null")]
    [InlineData("nonsense")]
    public async Task A_body_that_is_no_object_is_refused(string body)
    {
        await using var server = await TestServer.StartAsync();
        await (await server.Api.SendJsonAsync("/v1/runs", body)).ProblemAsync(HttpStatusCode.BadRequest, "invalid-request");
    }

    [Fact]
    public async Task Finishing_is_idempotent_and_another_end_is_a_conflict()
    {
        await using var server = await TestServer.StartAsync();
        await server.Api.SendJsonAsync("/v1/runs", """{"run_id":"a:b:finish"}""");
        const string end = """{"status":"failed","ended_at":"2026-02-11T10:16:00Z","error":{"type":"Boom","message":"it broke"}}""";

        var first = await server.Api.SendJsonAsync("/v1/runs/a:b:finish:finish", end);
        var again = await server.Api.SendJsonAsync("/v1/runs/a:b:finish:finish", end);
        var timeless = await server.Api.SendJsonAsync("/v1/runs/a:b:finish:finish", """{"status":"failed","error":{"type":"Boom","message":"it broke"}}""");
        var other = await server.Api.SendJsonAsync("/v1/runs/a:b:finish:finish", """{"status":"ok"}""");

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(HttpStatusCode.OK, timeless.StatusCode);
        await other.ProblemAsync(HttpStatusCode.Conflict, "run-conflict");
        var run = await server.Api.JsonAsync("/v1/runs/a:b:finish");
        Assert.Equal("failed", run.GetProperty("status").GetString());
        Assert.Equal("Boom", run.GetProperty("error").GetProperty("type").GetString());
    }

    [Fact]
    public async Task An_end_needs_a_status_that_is_one_and_a_run_that_is_there()
    {
        await using var server = await TestServer.StartAsync();
        await (await server.Api.SendJsonAsync("/v1/runs/nobody:finish", """{"status":"ok"}""")).ProblemAsync(HttpStatusCode.NotFound, "not-found");
        await server.Api.SendJsonAsync("/v1/runs", """{"run_id":"r"}""");
        foreach (var body in (string[])["{}", """{"status":"running"}""", """{"status":"fine"}""", """{"status":"ok","error":{"message":"x"}}"""])
            await (await server.Api.SendJsonAsync("/v1/runs/r:finish", body)).ProblemAsync(HttpStatusCode.BadRequest, "invalid-request");
    }
}
