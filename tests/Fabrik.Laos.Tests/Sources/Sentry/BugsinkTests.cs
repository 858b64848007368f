using System.Globalization;
using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Config;
using Fabrik.Laos.Sources;
using Fabrik.Laos.Sources.Sentry;
using Fabrik.Laos.Tests.Doubles;
using Fabrik.Laos.Tests.Doubles.Bugsink;

namespace Fabrik.Laos.Tests.Sources.Sentry;

public sealed class BugsinkTests
{
    [Fact]
    public async Task It_is_told_apart_and_counts_by_the_tags_of_each_event()
    {
        await using var server = await new BugsinkDouble { PageSize = 3 }.StartAsync();
        foreach (var i in Enumerable.Range(0, 10)) server.Add(ErrorEvent.Of("run-1", "E" + (i % 4)) with { Culprit = "POST /checkout" }, ErrorEvent.Of("run-2", "E" + (i % 4)));
        server.Add(ErrorEvent.Of("run-1", at: Some.Start.AddHours(-1)));
        var source = Source(server);

        var evidence = await source.CollectAsync([SignalKind.Errors], Some.Request(), CancellationToken.None);

        Assert.Equal("bugsink", (await source.ProbeAsync(CancellationToken.None)).Facts["flavour"]);
        Assert.Equal([3, 3, 2, 2], evidence.Errors!.Select(e => (int)e.Count));
        Assert.Equal("E0: timeout", evidence.Errors![0].Title);
        Assert.Equal("POST /checkout", evidence.Errors[0].Culprit);
        Assert.StartsWith(server.Url + "/issues/issue/", evidence.Errors[0].Link, StringComparison.Ordinal);
        Assert.Equal(SignalCompleteness.Complete, evidence.States[0].Completeness);
        Assert.Contains("20 read", Assert.Single(evidence.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_events_details_are_read_once_over_many_polls()
    {
        await using var server = await new BugsinkDouble().StartAsync();
        server.Add(ErrorEvent.Of("run-1"), ErrorEvent.Of("run-1"));
        var source = Source(server);

        foreach (var _ in Enumerable.Range(0, 3)) Assert.Equal(2, await source.CountAsync(SignalKind.Errors, Some.Request(), CancellationToken.None));

        Assert.Equal(2, server.Requests.Count(r => r.Contains("/events/", StringComparison.Ordinal) && !r.Contains("issue=", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Too_many_events_of_a_window_are_partial_and_said_so()
    {
        await using var server = await new BugsinkDouble().StartAsync();
        foreach (var _ in Enumerable.Range(0, 2001)) server.Add(ErrorEvent.Of("run-1"));

        var state = Assert.Single((await Source(server).CollectAsync([SignalKind.Errors], Some.Request(), CancellationToken.None)).States);

        Assert.Equal(SignalCompleteness.Partial, state.Completeness);
        Assert.Contains("only 2000 events", state.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_fence_goes_through_and_is_left_out()
    {
        await using var server = await new BugsinkDouble().StartAsync();
        var source = Source(server);
        var fence = new Fence(RunId.Parse("run-1"), "token", UnixTime.From(Some.Start.AddMinutes(10)));

        await source.WriteFenceAsync(fence, CancellationToken.None);
        await source.WriteFenceAsync(fence, CancellationToken.None);

        Assert.True(await source.SeesFenceAsync(fence, CancellationToken.None));
        var evidence = await source.CollectAsync([SignalKind.Errors], Some.Request() with { Until = UnixTime.From(Some.Start.AddMinutes(11)) }, CancellationToken.None);
        Assert.Empty(evidence.Errors!);
        Assert.Equal(SignalCompleteness.Complete, evidence.States[0].Completeness);
    }

    /// <summary>The recorded pages of a real server, one after the other.</summary>
    [Fact]
    public async Task The_recorded_answers_of_Bugsink_are_read()
    {
        string[] asked = [];
        await using var server = await LoopbackServer.StartAsync(context =>
        {
            var (path, query) = (context.Request.Path.Value!, context.Request.QueryString.Value!);
            asked = [.. asked, path + query];
            return Capture.Read(path switch
            {
                "/api/0/" => "bugsink-sentry-api-root",
                "/api/canonical/0/projects/" => "bugsink-projects",
                "/api/canonical/0/issues/" => query.Contains("cursor", StringComparison.Ordinal) ? "bugsink-issues-page2" : "bugsink-issues-page1",
                "/api/canonical/0/events/" => "bugsink-events-list",
                "/api/canonical/0/events/968921c9-dfdc-46b9-a7d3-5459f28212b2/" => "bugsink-event-detail",
                _ => "bugsink-event-stacktrace-404",
            }).SendAsync(context);
        });
        var source = SentrySource.From(new SentryConfig { Url = server.Url, Project = "shop" }, _ => null, TimeProvider.System);
        var request = Some.Request() with
        {
            Scope = new RunScope(RunId.Parse("run-42"), Env: "production"),
            Since = At("2026-11-20T10:49:00Z"),
            Until = At("2026-11-20T10:50:00Z"),
        };

        var evidence = await source.CollectAsync([SignalKind.Errors], request, CancellationToken.None);

        // Every one of the four issues was answered with the same two events, of which one has its detail recorded.
        Assert.Equal(4, evidence.Errors!.Count);
        Assert.All(evidence.Errors, e => Assert.Equal(
            ("System.NullReferenceException: Object reference not set to an instance of an object.", 1L, "POST /checkout", "4bf92f3577b34da6a3ce929d0e0e4736"),
            (e.Title, e.Count, e.Culprit, e.Trace?.ToString())));
        Assert.Contains(asked, a => a.Contains("cursor=cD0yMDI2LTExLTIwKzExJTNBMjIlM0ExOS4wMzUzMjElMkIwMCUzQTAw", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_event_of_Pythons_SDK_is_read()
    {
        await using var server = await LoopbackServer.StartAsync(context => context.Request.Path.Value switch
        {
            "/api/0/" => Capture.Read("bugsink-sentry-api-root").SendAsync(context),
            "/api/canonical/0/issues/" => Capture.Read("bugsink-issues-list").SendAsync(context),
            "/api/canonical/0/projects/" => Capture.Read("bugsink-projects").SendAsync(context),
            "/api/canonical/0/events/" => Capture.Read("bugsink-events-list").SendAsync(context),
            _ => Capture.Read("bugsink-event-from-sentry-python-sdk").SendAsync(context),
        });
        var source = SentrySource.From(new SentryConfig { Url = server.Url }, _ => null, TimeProvider.System);
        var request = Some.Request("py-run") with { Since = At("2026-11-20T10:49:00Z"), Until = At("2026-11-20T10:50:00Z") };

        var error = Assert.Single((await source.CollectAsync([SignalKind.Errors], request, CancellationToken.None)).Errors!);

        Assert.Equal(("ZeroDivisionError: division by zero", 2L, "782bfdfa4e4a403488e22bc164796556"), (error.Title, error.Count, error.Trace?.ToString()));
    }

    [Fact]
    public async Task A_refused_token_and_an_unknown_project_are_told()
    {
        await using var server = await new BugsinkDouble().StartAsync();
        var refused = SentrySource.From(new SentryConfig { Url = server.Url }, _ => "wrong", TimeProvider.System);
        var unknown = SentrySource.From(new SentryConfig { Url = server.Url, Project = "cart" }, Token, TimeProvider.System);

        Assert.Contains("does not know the token", (await Assert.ThrowsAsync<SourceUnreachableException>(() => refused.ProbeAsync(CancellationToken.None))).Message, StringComparison.Ordinal);
        Assert.Contains("no project cart", (await Assert.ThrowsAsync<SourceUnreachableException>(() => unknown.ProbeAsync(CancellationToken.None))).Message, StringComparison.Ordinal);
    }

    private static SentrySource Source(BugsinkDouble server) => SentrySource.From(
        new SentryConfig { Url = server.Url, DsnEnv = "DSN" }, name => name == "DSN" ? server.Dsn : Token(name), Some.AfterTheRun);

    private static string? Token(string name) => name == "SENTRY_AUTH_TOKEN" ? BugsinkDouble.Token : null;

    private static UnixTime At(string text) => UnixTime.From(DateTimeOffset.Parse(text, CultureInfo.InvariantCulture));
}
