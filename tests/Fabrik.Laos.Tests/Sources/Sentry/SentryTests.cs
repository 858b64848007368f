using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Config;
using Fabrik.Laos.Evidence;
using Fabrik.Laos.Sources;
using Fabrik.Laos.Sources.Sentry;
using Fabrik.Laos.Tests.Doubles;
using Fabrik.Laos.Tests.Doubles.Sentry;

namespace Fabrik.Laos.Tests.Sources.Sentry;

public sealed class SentryTests
{
    private const string Trace = "4bf92f3577b34da6a3ce929d0e0e4736";

    public enum Way
    {
        EventTable,
        IssueSearch,
        RawEvents,
        Glitchtip,
    }

    public static TheoryData<Way> Ways => [Way.EventTable, Way.IssueSearch, Way.RawEvents, Way.Glitchtip];

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Counts_are_the_runs_own_and_never_the_issues(Way way)
    {
        await using var server = await DoubleOf(way).StartAsync();
        server.Add(ErrorEvent.Of("run-1") with { Culprit = "POST /checkout", Trace = Trace }, ErrorEvent.Of("run-2"), ErrorEvent.Of("run-2"));
        server.Add(ErrorEvent.Of("run-1", at: Some.Start.AddDays(-1)), ErrorEvent.Of("run-1", "TypeError", "x", Some.Start.AddMinutes(2)), ErrorEvent.Of("run-1", at: Some.Start.AddMinutes(3)));

        var evidence = await CollectAsync(Source(server, way), Some.Request());

        Assert.Equal(["DbError: timeout 2", "TypeError: x 1"], evidence.Errors!.Select(e => $"{e.Title} {e.Count}"));
        Assert.Equal(UnixTime.From(Some.Start.AddMinutes(3)), evidence.Errors![0].LastSeen);
        Assert.Equal(SignalCompleteness.Complete, Assert.Single(evidence.States).Completeness);
        Assert.Equal(Trace, evidence.Errors[0].Trace?.ToString());
        if (way == Way.EventTable) Assert.Equal("POST /checkout", evidence.Errors.First(e => e.Culprit is not null).Culprit);
        if (way is Way.EventTable or Way.IssueSearch) Assert.Equal(server.Url + "/organizations/acme/issues/100/", evidence.Errors[0].Link);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task More_than_a_page_is_read_to_its_end(Way way)
    {
        await using var server = await DoubleOf(way, pageSize: 7).StartAsync();
        foreach (var i in Enumerable.Range(0, 40)) server.Add(ErrorEvent.Of("run-1", "E" + (i % 20)));

        Assert.Equal(40, await Source(server, way).CountAsync(SignalKind.Errors, Some.Request(), CancellationToken.None));
    }

    [Fact]
    public async Task More_groups_than_are_read_are_partial_with_the_share_that_was()
    {
        await using var server = await DoubleOf(Way.EventTable, pageSize: 1).StartAsync();
        foreach (var i in Enumerable.Range(0, 51)) server.Add(ErrorEvent.Of("run-1", "E" + i));

        var state = (await CollectAsync(Source(server), Some.Request())).States[0];

        Assert.Equal((SignalCompleteness.Partial, 50 / 51.0), (state.Completeness, state.Coverage));
        Assert.Contains("50 of 51 events", state.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Issues_left_unread_after_the_most_events_are_partial()
    {
        await using var server = await DoubleOf(Way.IssueSearch, pageSize: 5000).StartAsync();
        foreach (var _ in Enumerable.Range(0, 5000)) server.Add(ErrorEvent.Of("run-1"));
        server.Add(ErrorEvent.Of("run-1", "Other"));

        var evidence = await CollectAsync(Source(server, Way.IssueSearch), Some.Request());

        Assert.Equal(SignalCompleteness.Partial, evidence.States[0].Completeness);
        Assert.Equal(5000, Assert.Single(evidence.Errors!).Count);
    }

    [Fact]
    public async Task The_first_alias_that_finds_anything_counts()
    {
        await using var server = await DoubleOf(Way.EventTable).StartAsync();
        server.Add(new ErrorEvent("E", "m", Some.Start.AddMinutes(1), new Dictionary<string, string> { ["fabrik.run_id"] = "run-1", ["vm"] = "a" }));

        var request = Some.Request();
        var evidence = await CollectAsync(Source(server), request with { Scope = request.Scope with { Agent = "a" } });

        Assert.Single(evidence.Errors!);
        Assert.Equal("tags[fabrik.run_id]:\"run-1\" tags[vm]:\"a\"", Assert.Single(evidence.Queries).Text);
    }

    [Fact]
    public async Task An_environment_and_further_tags_narrow()
    {
        await using var server = await DoubleOf(Way.EventTable).StartAsync();
        var tags = new Dictionary<string, string> { ["run_id"] = "run-1", ["tier"] = "gold*" };
        server.Add(new ErrorEvent("E", "m", Some.Start, tags) { Environment = "staging" }, new ErrorEvent("E", "m", Some.Start, tags) { Environment = "prod" });
        server.Add(ErrorEvent.Of("run-1", "E", "m") with { Environment = "staging" });
        server.Add(new ErrorEvent("E", "m", Some.Start, new Dictionary<string, string>(tags) { ["tier"] = "golden" }) { Environment = "staging" });

        var request = Some.Request();
        request = request with { Scope = request.Scope with { Env = "staging" }, Tags = new Dictionary<string, string> { ["tier"] = "gold*" } };

        Assert.Equal(1, await Source(server).CountAsync(SignalKind.Errors, request, CancellationToken.None));
    }

    [Fact]
    public async Task No_error_and_no_fence_is_absent_never_complete()
    {
        await using var server = await DoubleOf(Way.EventTable).StartAsync();

        var state = Assert.Single((await CollectAsync(Source(server), Some.Request())).States);

        Assert.Equal(SignalCompleteness.Absent, state.Completeness);
        Assert.Contains("sources.sentry.dsn_env", state.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_fence_that_arrived_makes_a_run_without_errors_complete_and_is_no_error_itself(Way way)
    {
        await using var server = await DoubleOf(way).StartAsync();
        var source = Source(server, way, fence: true);
        var fence = new Fence(RunId.Parse("run-1"), "token-1", UnixTime.From(Some.Start.AddMinutes(11)));
        Assert.False(await source.SeesFenceAsync(fence, CancellationToken.None));

        await source.WriteFenceAsync(fence, CancellationToken.None);

        Assert.True(source.CanFence);
        Assert.True(await source.SeesFenceAsync(fence, CancellationToken.None));
        Assert.False(await source.SeesFenceAsync(fence with { Token = "token-2" }, CancellationToken.None));
        var evidence = await CollectAsync(source, Some.Request() with { Until = UnixTime.From(Some.Start.AddMinutes(12)) });
        Assert.Empty(evidence.Errors!);
        Assert.Equal(SignalCompleteness.Complete, evidence.States[0].Completeness);
    }

    [Fact]
    public async Task A_fence_that_is_lost_is_not_seen()
    {
        await using var server = await new SentryDouble { LosesEnvelopes = true }.StartAsync();
        var source = Source(server, fence: true);
        var fence = new Fence(RunId.Parse("run-1"), "token-1", UnixTime.From(Some.Start.AddMinutes(11)));

        await source.WriteFenceAsync(fence, CancellationToken.None);

        Assert.False(await source.SeesFenceAsync(fence, CancellationToken.None));
        Assert.Equal(SignalCompleteness.Absent, (await CollectAsync(source, Some.Request())).States[0].Completeness);
    }

    [Fact]
    public async Task A_wrong_key_fails_the_fence_without_telling_the_key()
    {
        await using var server = await DoubleOf(Way.EventTable).StartAsync();
        var config = Config(server) with { DsnEnv = "DSN" };
        var source = SentrySource.From(config, name => name == "DSN" ? server.Dsn.Replace("0123", "ffff", StringComparison.Ordinal) : SentryDouble.Token, Some.AfterTheRun);

        var failure = await Assert.ThrowsAsync<SourceUnreachableException>(
            () => source.WriteFenceAsync(new Fence(RunId.Parse("run-1"), "t", UnixTime.From(Some.Start)), CancellationToken.None));

        Assert.DoesNotContain("ffff", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Questions_find_by_message_with_count_last_time_and_where()
    {
        await using var server = await DoubleOf(Way.EventTable).StartAsync();
        server.Add(ErrorEvent.Of("run-1", "DbError", "connection TIMEOUT") with { Culprit = "/api/checkout" }, ErrorEvent.Of("run-1", "E", "other"));

        var answer = await Source(server).AskAsync(SignalKind.Errors, Some.Request() with { Contains = "timeout" }, CancellationToken.None);
        var nothing = await Source(server).AskAsync(SignalKind.Errors, Some.Request() with { Contains = "nowhere" }, CancellationToken.None);

        Assert.Equal((true, 1, "/api/checkout", "DbError: connection TIMEOUT"), (answer.Found, answer.Count, answer.TopSpan, answer.Example));
        Assert.Equal(UnixTime.From(Some.Start.AddMinutes(1)), answer.LastSeen);
        Assert.Equal((false, 0), (nothing.Found, nothing.Count));
    }

    [Fact]
    public async Task The_query_is_always_sent_so_that_resolved_errors_count()
    {
        await using var server = await DoubleOf(Way.IssueSearch).StartAsync();

        await Source(server, Way.IssueSearch).CountAsync(SignalKind.Errors, Some.Request(run: null), CancellationToken.None);

        Assert.Contains(server.Requests, r => r.Contains("/issues/?query=&", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Calls_are_made_one_at_a_time_and_a_429_is_waited_out()
    {
        await using var server = await DoubleOf(Way.EventTable).StartAsync();
        server.Add(ErrorEvent.Of("run-1"));
        server.Refusals = 2;
        var source = SentrySource.From(Config(server), Variables(server), TimeProvider.System);

        var counts = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => source.CountAsync(SignalKind.Errors, Some.Request(), CancellationToken.None)));

        Assert.All(counts, c => Assert.Equal(1, c));
        Assert.Equal(1, server.MostAtOnce);
    }

    [Fact]
    public async Task A_used_up_allowance_is_waited_for()
    {
        await using var server = await new SentryDouble { AllowanceRenewedIn = TimeSpan.FromSeconds(3) }.StartAsync();
        var time = Some.AfterTheRun;
        var count = SentrySource.From(Config(server), Variables(server), time).CountAsync(SignalKind.Errors, Some.Request(), CancellationToken.None);
        while (server.Requests.Count() < 1) await Task.Yield();
        var before = server.Requests.Count();
        while (!count.IsCompleted)
        {
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1);
        }

        Assert.Equal(1, before);
        Assert.True(time.GetUtcNow() >= Some.AfterTheRun.GetUtcNow() + TimeSpan.FromSeconds(3));
        Assert.Equal(0, await count);
    }

    [Theory]
    [InlineData("nobody", "shop", "nobody/shop")]
    [InlineData("nobody", "2", "can't be read")]
    public async Task An_unknown_organisation_or_project_is_named(string org, string project, string expected)
    {
        await using var server = await DoubleOf(Way.EventTable).StartAsync();
        var source = SentrySource.From(Config(server) with { Org = org, Project = project }, Variables(server), Some.AfterTheRun);

        var failure = await Assert.ThrowsAsync<SourceUnreachableException>(() => CollectAsync(source, Some.Request()));

        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_token_is_refused_and_not_told()
    {
        await using var server = await DoubleOf(Way.EventTable).StartAsync();
        var source = SentrySource.From(Config(server), _ => "secret-token", Some.AfterTheRun);

        var failure = await Assert.ThrowsAsync<SourceUnreachableException>(() => source.ProbeAsync(CancellationToken.None));

        Assert.Contains("does not know the token", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret-token", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("not a dsn")]
    [InlineData("http://host/1")]
    [InlineData("ftp://key@host/1")]
    public void A_variable_without_a_DSN_is_told_at_once(string dsn)
    {
        var failure = Assert.Throws<SourceUnreachableException>(() => SentrySource.From(new SentryConfig { DsnEnv = "DSN" }, n => n == "DSN" ? dsn : null, TimeProvider.System));

        Assert.Contains("DSN holds no DSN", failure.Message, StringComparison.Ordinal);
    }

    internal static SentryConfig Config(SentryDouble server, Way way = Way.EventTable) =>
        new() { Url = server.Url, Org = "acme", Project = "shop", Flavour = way == Way.Glitchtip ? SentryFlavour.Glitchtip : SentryFlavour.Auto };

    private static SentryDouble DoubleOf(Way way, int pageSize = 100) => new()
    {
        PageSize = pageSize,
        HasEventTable = way == Way.EventTable,
        HasIssueSearch = way != Way.RawEvents,
        Glitchtip = way == Way.Glitchtip,
    };

    private static SentrySource Source(SentryDouble server, Way way = Way.EventTable, bool fence = false) =>
        SentrySource.From(Config(server, way) with { DsnEnv = fence ? "DSN" : null }, Variables(server), Some.AfterTheRun);

    private static Func<string, string?> Variables(SentryDouble server) => name => name switch { "SENTRY_AUTH_TOKEN" => SentryDouble.Token, "DSN" => server.Dsn, _ => null };

    private static Task<CollectedEvidence> CollectAsync(SentrySource source, EvidenceRequest request) => source.CollectAsync([SignalKind.Errors], request, CancellationToken.None);
}
