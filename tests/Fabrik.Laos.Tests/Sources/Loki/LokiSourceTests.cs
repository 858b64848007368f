using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Config;
using Fabrik.Laos.Evidence;
using Fabrik.Laos.Sources;
using Fabrik.Laos.Sources.Loki;
using Fabrik.Laos.Tests.Doubles.Loki;
using Fabrik.Testing;

namespace Fabrik.Laos.Tests.Sources.Loki;

public sealed class LokiSourceTests
{
    private readonly ManualTime _time = new(SomeRequest.Now);

    [Fact]
    public async Task The_lines_of_a_run_are_found_by_index_label()
    {
        await using var loki = await LokiDouble.StartAsync(_time);
        loki.Add(SomeLines.Labelled(100));
        loki.Add(SomeLines.Labelled(30, "run-2"));

        var evidence = await CollectAsync(loki);

        Assert.Equal(new LogSample(100, 20, SomeRequest.Since.Add(TimeSpan.FromSeconds(99)), "detected_level", "label"), evidence.Logs);
        Assert.Equal(SignalCompleteness.Complete, evidence.States[0].Completeness);
        Assert.Equal("""{service_name="checkout", run_id="run-1"}""", evidence.Queries[0].Text);
        Assert.Empty(evidence.Notes);
    }

    [Theory]
    [InlineData("run_id", "run_id")]
    [InlineData("fabrik.run_id", "fabrik_run_id")]
    public async Task The_lines_of_a_run_are_found_by_structured_metadata(string alias, string label)
    {
        await using var loki = await LokiDouble.StartAsync(_time);
        loki.Add(SomeLines.WithMetadata(50, label: label));
        loki.Add(SomeLines.WithMetadata(20, "run-2"));
        Assert.Contains(alias, new LabelsConfig().RunId);

        var logs = (await CollectAsync(loki)).Logs!;

        Assert.Equal((50, 10, "structured metadata"), (logs.Lines, logs.Errors, logs.RunIn));
    }

    [Theory]
    [InlineData("run_id")]
    [InlineData("run.id")]
    public async Task The_lines_of_a_run_are_found_in_their_JSON(string field)
    {
        await using var loki = await LokiDouble.StartAsync(_time);
        loki.Add(SomeLines.WithJson(50, field: field));
        loki.Add(SomeLines.Lines(7, i => $"not JSON, but run-1 {i}", SomeLines.Service));
        loki.Add(SomeLines.WithJson(9, run: "run-12"));

        var logs = (await CollectAsync(loki)).Logs!;

        Assert.Equal((50, 10, "JSON body", "detected_level"), (logs.Lines, logs.Errors, logs.RunIn, logs.ErrorsBy));
    }

    [Fact]
    public async Task Lines_with_the_id_in_two_places_are_told_of()
    {
        await using var loki = await LokiDouble.StartAsync(_time);
        loki.Add(SomeLines.Labelled(10));
        loki.Add(SomeLines.WithMetadata(5));
        loki.Add(SomeLines.WithJson(3));

        var evidence = await CollectAsync(loki);

        Assert.Equal((15L, "structured metadata"), (evidence.Logs!.Lines, evidence.Logs.RunIn));
        Assert.Contains(evidence.Notes, n => n.StartsWith("3 log lines carry the run's id only in their JSON body", StringComparison.Ordinal));
        Assert.Contains(evidence.Notes, n => n.StartsWith("10 of 15 log lines", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Errors_are_told_by_severity_then_by_the_line_where_no_level_is_detected()
    {
        await using var loki = await LokiDouble.StartAsync(_time);
        loki.DetectsLevels = false;
        loki.Add(SomeLines.Labelled(50));

        var byLine = (await CollectAsync(loki)).Logs!;
        loki.Add(SomeLines.Lines(4, i => $"quiet {i}", new Dictionary<string, string>(SomeLines.Service) { ["run_id"] = "run-1" }, new Dictionary<string, string> { ["severity_text"] = "ERROR" }));
        var bySeverity = (await CollectAsync(loki)).Logs!;

        Assert.Equal((50, 10, "line pattern"), (byLine.Lines, byLine.Errors, byLine.ErrorsBy));
        Assert.Equal((54, 4, "severity_text"), (bySeverity.Lines, bySeverity.Errors, bySeverity.ErrorsBy));
    }

    [Fact]
    public async Task Where_the_server_does_not_count_the_lines_are_read_page_by_page()
    {
        await using var loki = await LokiDouble.StartAsync(_time);
        (loki.RefusesCounts, loki.MaxLines) = (true, 7);

        // Five lines share each nanosecond, so pages end within one.
        loki.Add(Enumerable.Range(0, 50).Select(i => new StoredLine(
            SomeRequest.Since.Add(TimeSpan.FromSeconds(i / 5)), SomeLines.Text(i), new Dictionary<string, string>(SomeLines.Service) { ["run_id"] = "run-1" }, new Dictionary<string, string>())));

        var logs = (await CollectAsync(loki)).Logs!;

        Assert.Equal((50, 10, "detected_level"), (logs.Lines, logs.Errors, logs.ErrorsBy));
    }

    [Fact]
    public async Task A_nanosecond_with_more_lines_than_a_page_does_not_stop_the_paging()
    {
        await using var loki = await LokiDouble.StartAsync(_time);
        (loki.RefusesCounts, loki.MaxLines) = (true, 3);
        loki.Add(SomeLines.Lines(10, SomeLines.Text, new Dictionary<string, string>(SomeLines.Service) { ["run_id"] = "run-1" }).Select(l => l with { Time = SomeRequest.Since }));
        loki.Add(SomeRequest.Since.Add(TimeSpan.FromSeconds(1)), "info last", new Dictionary<string, string>(SomeLines.Service) { ["run_id"] = "run-1" });

        Assert.Equal(4, (await CollectAsync(loki)).Logs!.Lines);
    }

    [Fact]
    public async Task A_run_without_lines_is_pending_first_and_then_absent_never_zero()
    {
        await using var loki = await LokiDouble.StartAsync(_time);
        using var source = Source(loki);
        loki.Add(SomeLines.Labelled(12, "run-7"));
        var request = SomeRequest.Of() with { Until = UnixTime.From(SomeRequest.Now) };

        var early = await source.CollectAsync([SignalKind.Logs], request, default);
        _time.Advance(TimeSpan.FromMinutes(1));
        var late = await source.CollectAsync([SignalKind.Logs], request, default);
        var unknown = await source.CollectAsync([SignalKind.Logs], SomeRequest.Of(service: "payments"), default);

        Assert.Equal(SignalCompleteness.Pending, early.States[0].Completeness);
        Assert.Equal(SignalCompleteness.Absent, late.States[0].Completeness);
        Assert.Contains("12 log lines of service checkout", late.States[0].Reason);
        Assert.Contains("run-7", late.States[0].Reason);
        Assert.Null(late.Logs);
        Assert.Contains("no log line of service payments", unknown.States[0].Reason);
    }

    [Fact]
    public async Task Only_the_window_counts_its_start_in_and_its_end_out()
    {
        await using var loki = await LokiDouble.StartAsync(_time);
        var labels = new Dictionary<string, string>(SomeLines.Service) { ["run_id"] = "run-1" };
        loki.Add(SomeRequest.Since, "info first", labels);
        loki.Add(SomeRequest.Until, "info too late", labels);
        loki.Add(SomeRequest.Since.Before(TimeSpan.FromMilliseconds(2)), "info too early", labels);

        var logs = (await CollectAsync(loki)).Logs!;

        Assert.Equal((1L, SomeRequest.Since), (logs.Lines, logs.LastSeen));
    }

    [Fact]
    public async Task A_range_longer_than_a_query_may_have_is_counted_in_slices()
    {
        await using var loki = await LokiDouble.StartAsync(_time);
        using var source = Source(loki);
        loki.Add(SomeLines.Labelled(10));
        loki.Add(UnixTime.From(SomeRequest.Now.AddDays(-50)), "error old", new Dictionary<string, string>(SomeLines.Service) { ["run_id"] = "run-1" });

        var logs = (await source.CollectAsync([SignalKind.Logs], SomeRequest.Of() with { Since = UnixTime.From(SomeRequest.Now.AddDays(-60)) }, default)).Logs!;

        Assert.Equal((11, 3), (logs.Lines, logs.Errors));
    }

    [Fact]
    public async Task A_question_finds_lines_by_text_and_by_tag_wherever_the_tag_is()
    {
        await using var loki = await LokiDouble.StartAsync(_time);
        using var source = Source(loki);
        loki.Add(SomeLines.WithJson(9));
        loki.Add(SomeRequest.Since.Add(TimeSpan.FromMinutes(5)), "payment \"quoted\" \\ back", SomeLines.Service, new Dictionary<string, string> { ["run_id"] = "run-1", ["order_id"] = "7" });

        var byText = await source.AskAsync(SignalKind.Logs, SomeRequest.Of() with { Contains = "\"quoted\" \\ b" }, default);
        var byMetadata = await source.AskAsync(SignalKind.Logs, SomeRequest.Of() with { Tags = new Dictionary<string, string> { ["order.id"] = "7" } }, default);
        var byField = await source.AskAsync(SignalKind.Logs, SomeRequest.Of() with { Tags = new Dictionary<string, string> { ["code"] = "E1" } }, default);
        var nothing = await source.AskAsync(SignalKind.Logs, SomeRequest.Of() with { Contains = "nowhere" }, default);

        Assert.Equal((true, 1L, "payment \"quoted\" \\ back", SomeRequest.Since.Add(TimeSpan.FromMinutes(5))), (byText.Found, byText.Count, byText.Example, byText.LastSeen));
        Assert.Equal(1, byMetadata.Count);
        Assert.Equal(3, byField.Count);
        Assert.False(nothing.Found);
    }

    [Fact]
    public async Task Agent_and_environment_narrow_what_counts()
    {
        await using var loki = await LokiDouble.StartAsync(_time);
        using var source = Source(loki);
        loki.Add(SomeLines.WithMetadata(10).Select((l, i) => l with { Metadata = new Dictionary<string, string>(l.Metadata) { ["deployment_environment_name"] = i < 4 ? "staging" : "prod", ["vm"] = "a" } }));
        var request = SomeRequest.Of() with { Scope = new RunScope(RunId.Parse("run-1"), "checkout", "a", "staging") };

        Assert.Equal(4, (await source.CollectAsync([SignalKind.Logs], request, default)).Logs!.Lines);
    }

    [Fact]
    public async Task A_fence_is_seen_at_once_and_is_no_evidence()
    {
        await using var loki = await LokiDouble.StartAsync(_time);
        using var source = Source(loki);
        var fence = new Fence(RunId.Parse("run-1"), "token-1", UnixTime.From(SomeRequest.Now));
        var request = SomeRequest.Of(service: null) with { Until = UnixTime.From(SomeRequest.Now.AddMinutes(1)) };

        await source.WriteFenceAsync(fence, default);

        Assert.True(await source.SeesFenceAsync(fence, default));
        Assert.False(await source.SeesFenceAsync(fence with { Token = "token-2" }, default));
        Assert.Equal(0, await source.CountAsync(SignalKind.Logs, request, default));
        Assert.Null((await source.CollectAsync([SignalKind.Logs], request, default)).Logs);
    }

    [Fact]
    public async Task A_fence_that_the_server_refuses_is_told_in_its_words()
    {
        await using var loki = await LokiDouble.StartAsync(_time);
        using var source = Source(loki);

        var refused = await Assert.ThrowsAsync<SourceUnreachableException>(
            () => source.WriteFenceAsync(new Fence(RunId.Parse("run-1"), "t", UnixTime.From(SomeRequest.Now.AddHours(2))), default));

        Assert.Contains("timestamp too new", refused.Message);
    }

    [Fact]
    public async Task The_probe_tells_version_and_limits()
    {
        await using var loki = await LokiDouble.StartAsync(_time);
        using var source = LokiSource.From(new LokiConfig(), name => name == "LOKI_ENDPOINT" ? loki.Url + "loki/api/v1/push" : null, _time);
        loki.MaxLines = 1000;

        var told = await source.ProbeAsync(default);
        loki.TellsConfig = false;
        var assumed = await source.ProbeAsync(default);

        Assert.Equal(("3.7.6", TimeSpan.Zero, "1000", "721 h"), (told.Version, told.Horizon, told.Facts["max_entries_limit_per_query"], told.Facts["max_query_length"]));
        Assert.Equal("5000", assumed.Facts["max_entries_limit_per_query"]);
    }

    [Fact]
    public async Task The_count_finds_the_run_wherever_it_is()
    {
        await using var loki = await LokiDouble.StartAsync(_time);
        using var source = Source(loki);
        loki.Add(SomeLines.WithJson(8));

        Assert.Equal(8, await source.CountAsync(SignalKind.Logs, SomeRequest.Of(), default));
        loki.Add(SomeLines.Labelled(3));
        Assert.Equal(3, await source.CountAsync(SignalKind.Logs, SomeRequest.Of(), default));
    }

    private LokiSource Source(LokiDouble loki) => LokiSource.From(new LokiConfig { Url = loki.Url.ToString() }, _ => null, _time);

    private async Task<CollectedEvidence> CollectAsync(LokiDouble loki)
    {
        using var source = Source(loki);
        return await source.CollectAsync([SignalKind.Logs], SomeRequest.Of(), default);
    }
}
