using System.Net;
using System.Text.Json;
using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Server.Streaming;
using Fabrik.Server.Tests.Support;
using Fabrik.Store.Evidence;

namespace Fabrik.Server.Tests.Streaming;

public sealed class LiveUpdates
{
    [Fact]
    public async Task Runs_arrive_as_they_change_and_a_reader_resumes_where_it_was()
    {
        await using var server = await TestServer.StartAsync();
        await server.Api.SendJsonAsync("/v1/runs", """{"run_id":"before"}""");
        long id;
        using (var events = await EventReader.OpenAsync(server.Api, "/v1/stream/runs"))
        {
            await server.Api.SendJsonAsync("/v1/runs", """{"run_id":"r1"}""");
            var (name, revision, data) = (await events.NextAsync())!.Value;
            Assert.Equal(("run", "r1"), (name, RunId(data)));
            id = long.Parse(revision!);
        }

        await server.Api.SendJsonAsync("/v1/runs", """{"run_id":"r2"}""");
        await server.Api.SendJsonAsync("/v1/runs/r1/steps", Some.Steps(1));
        using var resumed = await EventReader.OpenAsync(server.Api, "/v1/stream/runs", id);
        Assert.Equal("r2", RunId((await resumed.NextAsync())!.Value.Data));
        Assert.Equal("r1", RunId((await resumed.NextAsync())!.Value.Data));
        using var byQuery = await EventReader.OpenAsync(server.Api, $"/v1/stream/runs?after={id}");
        Assert.Equal("r2", RunId((await byQuery.NextAsync())!.Value.Data));
    }

    [Fact]
    public async Task A_run_sends_its_steps_in_order_then_itself_and_goes_on_with_what_comes()
    {
        await using var server = await TestServer.StartAsync();
        await server.Api.SendJsonAsync("/v1/runs/r/steps", Some.Steps(3));
        using var events = await EventReader.OpenAsync(server.Api, "/v1/stream/runs/r");
        List<string> seen = [];
        string? last = null;
        for (var i = 0; i < 4; i++)
        {
            var (name, id, data) = (await events.NextAsync())!.Value;
            seen.Add(name == "step" ? JsonDocument.Parse(data).RootElement.GetProperty("step_id").GetString()! : name);
            last = id ?? last;
        }

        Assert.Equal(["s0", "s1", "s2", "run"], seen);
        await server.Api.SendJsonAsync("/v1/runs/r/steps", Some.Steps(Some.Step("s3")));
        Assert.Contains("\"s3\"", (await events.NextAsync())!.Value.Data, StringComparison.Ordinal);

        using var resumed = await EventReader.OpenAsync(server.Api, "/v1/stream/runs/r", long.Parse(last!));
        Assert.Contains("\"s3\"", (await resumed.NextAsync())!.Value.Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_another_process_commits_is_found_by_polling()
    {
        await using var server = await TestServer.StartAsync(o => o with { Streams = new StreamLimits { Poll = TimeSpan.FromMilliseconds(50) } });
        using var events = await EventReader.OpenAsync(server.Api, "/v1/stream/runs");
        var step = new Step
        {
            Id = StepId.Parse("s"),
            Kind = StepKind.Tool,
            Name = "n",
            Status = StepStatus.Ok,
            StartedAt = UnixTime.FromNanoseconds(1),
            Provenance = "test",
        };
        var batch = new IngestBatch { Project = server.First.Project, Groups = [new RunGroup { Run = Core.Scope.RunId.Parse("elsewhere"), Steps = [step] }] };
        await server.Store.Ingest.AppendAsync(server.First.Tenant, [batch], CancellationToken.None);
        Assert.Equal("elsewhere", RunId((await events.NextAsync())!.Value.Data));
    }

    [Fact]
    public async Task Another_tenant_hears_nothing()
    {
        await using var server = await TestServer.StartAsync();
        using var stranger = await server.NewTenantAsync();
        using var events = await EventReader.OpenAsync(stranger, "/v1/stream/runs?after=0");
        await server.Api.SendJsonAsync("/v1/runs", """{"run_id":"mine"}""");
        await stranger.SendJsonAsync("/v1/runs", """{"run_id":"theirs"}""");
        Assert.Equal("theirs", RunId((await events.NextAsync())!.Value.Data));
    }

    [Fact]
    public async Task A_quiet_stream_beats_and_ends_when_its_key_is_revoked()
    {
        var beat = new StreamLimits { Poll = TimeSpan.FromMilliseconds(20), Heartbeat = TimeSpan.FromMilliseconds(20) };
        await using var server = await TestServer.StartAsync(o => o with { Streams = beat });
        using var events = await EventReader.OpenAsync(server.Api, "/v1/stream/runs");
        Assert.Equal("comment", (await events.NextAsync())!.Value.Name);
        var key = (await server.Store.Control.ApiKeysAsync(server.First.Tenant, CancellationToken.None)).Single();
        await server.Store.Control.RevokeApiKeyAsync(server.First.Tenant, key.Id, UnixTime.Now(TimeProvider.System), CancellationToken.None);
        while (await events.NextAsync() is { } next) Assert.Equal("comment", next.Name);
    }

    [Fact]
    public async Task Streams_are_counted_a_tenant_and_freed_when_they_end()
    {
        await using var server = await TestServer.StartAsync(o => o with { Streams = new StreamLimits { PerTenant = 2, Poll = TimeSpan.FromMilliseconds(20) } });
        using var stranger = await server.NewTenantAsync();
        var first = await EventReader.OpenAsync(server.Api, "/v1/stream/runs");
        using var second = await EventReader.OpenAsync(server.Api, "/v1/stream/runs");
        await (await server.Api.GetAsync("/v1/stream/runs")).ProblemAsync(HttpStatusCode.TooManyRequests, "too-many-streams");
        using var theirs = await EventReader.OpenAsync(stranger, "/v1/stream/runs");
        first.Dispose();
        while (true)
        {
            using var answer = await server.Api.GetAsync("/v1/stream/runs", HttpCompletionOption.ResponseHeadersRead);
            if (answer.StatusCode == HttpStatusCode.OK) break;
        }
    }

    [Fact]
    public async Task Streams_end_when_the_server_stops()
    {
        await using var server = await TestServer.StartAsync();
        using var events = await EventReader.OpenAsync(server.Api, "/v1/stream/runs");
        await server.StopAsync().WaitAsync(TimeSpan.FromSeconds(15));
        Assert.Null(await events.NextAsync());
    }

    [Theory]
    [InlineData("/v1/stream/runs?after=-1")]
    [InlineData("/v1/stream/runs?after=x")]
    [InlineData("/v1/stream/runs?since=1")]
    public async Task A_position_that_is_none_is_refused(string path)
    {
        await using var server = await TestServer.StartAsync();
        await (await server.Api.GetAsync(path)).ProblemAsync(HttpStatusCode.BadRequest, "invalid-request");
    }

    private static string? RunId(string data) => JsonDocument.Parse(data).RootElement.GetProperty("run_id").GetString();
}
