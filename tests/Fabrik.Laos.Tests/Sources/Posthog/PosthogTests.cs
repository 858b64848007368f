using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Config;
using Fabrik.Laos.Evidence;
using Fabrik.Laos.Sources;
using Fabrik.Laos.Sources.Posthog;
using Fabrik.Laos.Tests.Doubles;
using Fabrik.Laos.Tests.Doubles.Posthog;

namespace Fabrik.Laos.Tests.Sources.Posthog;

public sealed class PosthogTests
{
    [Fact]
    public async Task Errors_are_grouped_and_counted_for_the_run()
    {
        await using var server = await new PosthogDouble().StartAsync();
        server.Add(ErrorEvent.Of("run-1") with { Culprit = "/checkout", Trace = "4bf92f3577b34da6a3ce929d0e0e4736" });
        server.Add(ErrorEvent.Of("run-1", at: Some.Start.AddMinutes(4)));
        server.Add(ErrorEvent.Of("run-1", "TypeError", "x"));
        server.Add(ErrorEvent.Of("run-2"));
        server.Add(ErrorEvent.Of("run-1", at: Some.Start.AddHours(-1)));

        var evidence = await CollectAsync(Source(server));

        Assert.Equal(["DbError: timeout 2", "TypeError: x 1"], evidence.Errors!.Select(e => $"{e.Title} {e.Count}"));
        Assert.Equal((UnixTime.From(Some.Start.AddMinutes(4)), "/checkout", "4bf92f3577b34da6a3ce929d0e0e4736"), (evidence.Errors![0].LastSeen, evidence.Errors[0].Culprit, evidence.Errors[0].Trace?.ToString()));
        Assert.Equal(SignalCompleteness.Complete, evidence.States[0].Completeness);
        Assert.Equal("HogQL", Assert.Single(evidence.Queries).Language);
    }

    [Fact]
    public async Task An_alias_of_the_run_id_counts_too()
    {
        await using var server = await new PosthogDouble().StartAsync();
        server.Add(new ErrorEvent("E", "m", Some.Start, new Dictionary<string, string> { ["run.id"] = "run-1" }));

        Assert.Equal(1, await Source(server).CountAsync(SignalKind.Errors, Some.Request(), CancellationToken.None));
    }

    [Fact]
    public async Task No_error_is_complete_only_where_other_events_of_the_run_arrived()
    {
        await using var server = await new PosthogDouble().StartAsync();
        var before = (await CollectAsync(Source(server))).States[0];

        server.Add("$pageview", Some.Start.AddMinutes(1), new Dictionary<string, string> { ["run_id"] = "run-1" });
        var after = await CollectAsync(Source(server));

        Assert.Equal(SignalCompleteness.Absent, before.Completeness);
        Assert.Contains("no event at all of run run-1", before.Reason, StringComparison.Ordinal);
        Assert.Equal(SignalCompleteness.Complete, after.States[0].Completeness);
        Assert.Empty(after.Errors!);
    }

    [Fact]
    public async Task Questions_find_by_message_and_tag()
    {
        await using var server = await new PosthogDouble().StartAsync();
        server.Add(ErrorEvent.Of("run-1", "DbError", "it's a 'TIMEOUT'") with { Culprit = "/checkout", Tags = new Dictionary<string, string> { ["run_id"] = "run-1", ["tier"] = "a\\'b" } });
        server.Add(ErrorEvent.Of("run-1", "E", "other"));

        var answer = await Source(server).AskAsync(
            SignalKind.Errors, Some.Request() with { Contains = "a 'timeout'", Tags = new Dictionary<string, string> { ["tier"] = "a\\'b" } }, CancellationToken.None);

        Assert.Equal((true, 1, "/checkout", "DbError: it's a 'TIMEOUT'"), (answer.Found, answer.Count, answer.TopSpan, answer.Example));
        Assert.False((await Source(server).AskAsync(SignalKind.Errors, Some.Request() with { Contains = "nowhere" }, CancellationToken.None)).Found);
    }

    [Fact]
    public async Task A_throttled_question_is_asked_again()
    {
        await using var server = await new PosthogDouble { Refusals = 2 }.StartAsync();
        server.Add(ErrorEvent.Of("run-1"));

        Assert.Equal(1, await PosthogSource.From(Config(server), _ => PosthogDouble.Key, TimeProvider.System).CountAsync(SignalKind.Errors, Some.Request(), CancellationToken.None));
    }

    [Theory]
    [InlineData(400, """{"type":"validation_error","code":"invalid","detail":"Unable to resolve field"}""", "400 (Unable to resolve field)")]
    [InlineData(200, """{"error":"out of memory","results":[]}""", "could not answer: out of memory")]
    [InlineData(200, """{"query_status":{"complete":false}}""", "without results")]
    [InlineData(200, "<html>sign in</html>", "without results")]
    public async Task What_is_no_answer_is_told(int status, string body, string expected)
    {
        await using var server = await LoopbackServer.StartAsync(context => context.SendAsync(status, body));
        var source = PosthogSource.From(new PosthogConfig { Url = server.Url, ProjectId = "7" }, Some.NoVariables, TimeProvider.System);

        Assert.Contains(expected, (await Assert.ThrowsAsync<SourceUnreachableException>(() => CollectAsync(source))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_project_and_a_key_that_only_writes_are_told_at_once()
    {
        Assert.Contains("no project", Assert.Throws<SourceUnreachableException>(() => PosthogSource.From(new PosthogConfig(), Some.NoVariables, TimeProvider.System)).Message, StringComparison.Ordinal);
        var failure = Assert.Throws<SourceUnreachableException>(() => PosthogSource.From(new PosthogConfig { ProjectId = "7" }, n => n == "POSTHOG_PERSONAL_API_KEY" ? "phc_secret" : null, TimeProvider.System));
        Assert.DoesNotContain("phc_secret", failure.ToString(), StringComparison.Ordinal);
    }

    internal static PosthogConfig Config(PosthogDouble server) => new() { Url = server.Url, ProjectId = "7" };

    private static PosthogSource Source(PosthogDouble server) =>
        PosthogSource.From(Config(server), name => name == "POSTHOG_PERSONAL_API_KEY" ? PosthogDouble.Key : null, Some.AfterTheRun);

    private static Task<CollectedEvidence> CollectAsync(PosthogSource source) => source.CollectAsync([SignalKind.Errors], Some.Request(), CancellationToken.None);
}
