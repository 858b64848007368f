using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Config;
using Fabrik.Laos.Evidence;
using Fabrik.Laos.Sources;
using Fabrik.Laos.Sources.Tempo;
using Fabrik.Laos.Tests.Doubles.Tempo;
using Fabrik.Testing;

namespace Fabrik.Laos.Tests.Sources.Tempo;

/// <summary>How the source talks with a server: probes, questions, fences, refusals.</summary>
public sealed class TempoConversationTests
{
    private readonly ManualTime _time = new(SomeRequest.Now);

    [Fact]
    public async Task The_probe_tells_version_limits_and_horizon()
    {
        await using var tempo = await TempoDouble.StartAsync(_time);
        using var source = Source(tempo);

        var probe = await source.ProbeAsync(default);
        tempo.TellsConfig = false;
        var assumed3 = await source.ProbeAsync(default);
        tempo.Version = "v2.10.8";
        var assumed2 = await source.ProbeAsync(default);

        Assert.Equal(("3.0.3", TimeSpan.FromSeconds(30), "262144"), (probe.Version, probe.Horizon, probe.Facts["max_result_limit"]));
        Assert.Equal("told by /status/config", probe.Facts["limits"]);
        Assert.NotNull(probe.ClockSkew);
        Assert.Equal((TimeSpan.FromSeconds(30), TimeSpan.Zero), (assumed3.Horizon, assumed2.Horizon));
    }

    [Fact]
    public async Task The_count_is_that_of_the_spans_without_fences()
    {
        await using var tempo = await TempoDouble.StartAsync(_time);
        using var source = Source(tempo);
        tempo.Add(SomeSpans.Requests(30));
        tempo.Add(SomeSpans.Request(99, service: Fence.Service));

        Assert.Equal(30, await source.CountAsync(SignalKind.Traces, SomeRequest.Of(service: null), default));
    }

    [Fact]
    public async Task A_fence_is_seen_once_searches_reach_it_and_is_no_evidence()
    {
        await using var tempo = await TempoDouble.StartAsync(_time);
        using var source = Source(tempo, new TempoConfig { Url = tempo.Url.ToString(), OtlpUrl = tempo.Url + "v1/traces" });
        var fence = new Fence(RunId.Parse("run-1"), "tok\"en\\1", UnixTime.From(SomeRequest.Now));

        await source.WriteFenceAsync(fence, default);
        var early = await source.SeesFenceAsync(fence, default);
        _time.Advance(TimeSpan.FromSeconds(31));
        var late = await source.SeesFenceAsync(fence, default);
        var evidence = await source.CollectAsync([SignalKind.Traces], SomeRequest.Of(service: null) with { Until = UnixTime.From(SomeRequest.Now.AddMinutes(1)) }, default);

        Assert.True(source.CanFence);
        Assert.False(early);
        Assert.True(late);
        Assert.False(await source.SeesFenceAsync(fence with { Token = "other" }, default));
        Assert.Empty(evidence.Spans!);
    }

    [Fact]
    public async Task A_question_finds_spans_by_text_and_tag()
    {
        await using var tempo = await TempoDouble.StartAsync(_time);
        using var source = Source(tempo);
        tempo.Add(SomeSpans.Requests(5));
        tempo.Add(SomeSpans.Request(20) with
        {
            Name = "POST /pay (v2)",
            Status = "error",
            StatusMessage = "card [declined]",
            Attributes = new Dictionary<string, object> { ["tries"] = 3L },
        });

        var byName = await source.AskAsync(SignalKind.Traces, SomeRequest.Of() with { Contains = "PAY (V2)" }, default);
        var byTag = await source.AskAsync(SignalKind.Traces, SomeRequest.Of() with { Tags = new Dictionary<string, string> { ["tries"] = "3" } }, default);
        var errors = await source.AskAsync(SignalKind.Errors, SomeRequest.Of() with { Contains = "[declined]" }, default);
        var nothing = await source.AskAsync(SignalKind.Traces, SomeRequest.Of() with { Contains = ".*" }, default);

        Assert.Equal((true, 1L, "POST /pay (v2)"), (byName.Found, byName.Count, byName.TopSpan));
        Assert.Equal(1, byTag.Count);
        Assert.Equal((true, "error: card [declined]"), (errors.Found, errors.Example));
        Assert.Equal(SomeSpans.Request(20).End, byName.LastSeen);
        Assert.False(nothing.Found);
    }

    [Fact]
    public async Task A_question_finds_what_lies_below_the_spans_of_the_run()
    {
        await using var tempo = await TempoDouble.StartAsync(_time);
        using var source = Source(tempo);
        var entry = SomeSpans.Request(0);
        tempo.Add(entry, SomeSpans.Below(entry, 1));

        Assert.Equal(1, (await source.AskAsync(SignalKind.Traces, SomeRequest.Of() with { Contains = "select" }, default)).Count);
    }

    [Fact]
    public async Task Older_servers_are_not_asked_for_parents()
    {
        await using var tempo = await TempoDouble.StartAsync(_time);
        (tempo.Version, tempo.EndCutoff) = ("v2.7.2", TimeSpan.Zero);
        tempo.Add(SomeSpans.Requests(1));

        Assert.DoesNotContain("parentID", (await CollectAsync(tempo)).Queries[0].Text);
    }

    [Fact]
    public async Task A_refusal_in_plain_text_is_handed_on()
    {
        await using var tempo = await TempoDouble.StartAsync(_time);
        using var source = Source(tempo);
        await source.ProbeAsync(default);
        tempo.MaxResultLimit = 10;

        var refused = await Assert.ThrowsAsync<SourceUnreachableException>(() => source.CollectAsync([SignalKind.Traces], SomeRequest.Of(), default));

        Assert.Contains("limit 2000 exceeds max limit 10", refused.Message);
    }

    [Fact]
    public async Task A_busy_server_is_asked_again_and_a_dead_one_is_unreachable()
    {
        await using var tempo = await TempoDouble.StartAsync(TimeProvider.System);
        using var source = TempoSource.From(new TempoConfig { Url = tempo.Url.ToString() }, _ => null, TimeProvider.System);
        tempo.FailNext(429, "0", times: 2);

        var probe = await source.ProbeAsync(default);
        tempo.FailNext(500);

        Assert.Equal("3.0.3", probe.Version);
        await Assert.ThrowsAsync<SourceUnreachableException>(() => source.CountAsync(SignalKind.Traces, SomeRequest.Of(), default));
    }

    [Fact]
    public async Task The_tenant_and_the_token_go_with_every_request()
    {
        await using var tempo = await TempoDouble.StartAsync(_time);
        using var source = TempoSource.From(new TempoConfig { Tenant = "team-a" }, name => name switch { "TEMPO_URL" => tempo.Url.ToString(), "TEMPO_TOKEN" => "t0k", _ => null }, _time);

        await source.CountAsync(SignalKind.Traces, SomeRequest.Of(), default);

        Assert.All(tempo.Requests, r => Assert.Equal(("team-a", "Bearer t0k"), (r.Headers["X-Scope-OrgID"], r.Headers["Authorization"])));
    }

    private TempoSource Source(TempoDouble tempo, TempoConfig? config = null) =>
        TempoSource.From(config ?? new TempoConfig { Url = tempo.Url.ToString() }, _ => null, _time);

    private async Task<CollectedEvidence> CollectAsync(TempoDouble tempo)
    {
        using var source = Source(tempo);
        return await source.CollectAsync([SignalKind.Traces], SomeRequest.Of(), default);
    }
}
