using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Store.Evidence;
using Fabrik.Store.Runs;
using Fabrik.Telemetry.Model;

namespace Fabrik.Store.Tests.Isolation;

/// <summary>What an attacker with an own tenant, and every id of the victim's, may try through the store's interfaces.</summary>
public abstract class IsolationProbes
{
    public static TheoryData<string> Filters => ["service", "agent", "env", "release", "session", "model", "tool", "tag", "status"];

    [Fact]
    public Task Getting_the_victims_run_by_its_id_finds_nothing() => ProbeAsync(async both =>
        Assert.Null(await both.Store.Runs.GetAsync(both.Attacker, TwoTenants.VictimRun, default)));

    [Fact]
    public Task A_run_id_that_both_have_shows_each_their_own() => ProbeAsync(async both =>
    {
        NothingOfTheVictim(await both.Store.Runs.GetAsync(both.Attacker, TwoTenants.SharedRun, default));
        Assert.Contains(TwoTenants.Mark, TwoTenants.Text(await both.Store.Runs.GetAsync(both.Victim, TwoTenants.SharedRun, default)), StringComparison.Ordinal);
    });

    [Fact]
    public Task A_list_shows_only_ones_own_runs() => ProbeAsync(async both =>
    {
        var page = await both.Store.Runs.ListAsync(both.Attacker, new RunQuery(), default);
        Assert.Equal([TwoTenants.SharedRun, TwoTenants.AttackerRun], page.Items.Select(r => r.Id));
        NothingOfTheVictim(page);
    });

    [Theory]
    [MemberData(nameof(Filters))]
    public Task A_filter_by_the_victims_value_finds_nothing_of_theirs(string field) => ProbeAsync(async both =>
    {
        var mark = TwoTenants.Mark;
        var query = field switch
        {
            "service" => new RunQuery { Service = $"{mark}-service" },
            "agent" => new RunQuery { Agent = $"{mark}-agent" },
            "env" => new RunQuery { Env = $"{mark}-env" },
            "release" => new RunQuery { Release = $"{mark}-release" },
            "session" => new RunQuery { SessionId = "shared-session" },
            "model" => new RunQuery { Model = $"{mark}-model" },
            "tool" => new RunQuery { Tool = $"{mark}-tool" },
            "tag" => new RunQuery { Tags = new Dictionary<string, string> { ["owner"] = mark } },
            _ => new RunQuery { Statuses = [RunStatus.Interrupted] },
        };
        var page = await both.Store.Runs.ListAsync(both.Attacker, query, default);
        NothingOfTheVictim(page);
        Assert.Equal(field == "session" ? 2 : 0, page.Items.Count);
        Assert.NotEmpty((await both.Store.Runs.ListAsync(both.Victim, query, default)).Items);
    });

    [Fact]
    public Task A_cursor_from_the_victims_list_only_positions_ones_own() => ProbeAsync(async both =>
    {
        var theirs = await both.Store.Runs.ListAsync(both.Victim, new RunQuery { Limit = 1 }, default);
        Assert.NotNull(theirs.Next);
        var page = await both.Store.Runs.ListAsync(both.Attacker, new RunQuery { After = theirs.Next }, default);
        NothingOfTheVictim(page);
    });

    [Fact]
    public Task A_made_up_cursor_at_the_end_of_time_lists_only_ones_own() => ProbeAsync(async both =>
    {
        var cursor = new RunCursor(Core.Time.UnixTime.MaxValue, TwoTenants.VictimRun);
        var page = await both.Store.Runs.ListAsync(both.Attacker, new RunQuery { After = cursor }, default);
        Assert.Equal(2, page.Items.Count);
        NothingOfTheVictim(page);
    });

    [Fact]
    public Task Paging_to_the_end_never_reaches_the_victims_runs() => ProbeAsync(async both =>
    {
        var (seen, cursor) = (new List<Run>(), default(RunCursor?));
        do
        {
            var page = await both.Store.Runs.ListAsync(both.Attacker, new RunQuery { Limit = 1, After = cursor }, default);
            seen.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);
        Assert.Equal(2, seen.Count);
        NothingOfTheVictim(seen);
    });

    [Fact]
    public Task The_victims_steps_cant_be_read_by_their_run() => ProbeAsync(async both =>
        Assert.Empty((await both.Store.Runs.StepsAsync(both.Attacker, TwoTenants.VictimRun, new StepQuery { IncludeSpans = true }, default)).Items));

    [Fact]
    public Task Steps_of_a_run_id_that_both_have_are_ones_own() => ProbeAsync(async both =>
    {
        var steps = await both.Store.Runs.StepsAsync(both.Attacker, TwoTenants.SharedRun, new StepQuery { IncludeSpans = true }, default);
        Assert.Single(steps.Items);
        NothingOfTheVictim(steps);
    });

    [Fact]
    public Task A_step_of_the_victims_cant_be_read_under_any_run() => ProbeAsync(async both =>
    {
        foreach (var run in (RunId[])[TwoTenants.VictimRun, TwoTenants.SharedRun, TwoTenants.AttackerRun])
            Assert.Null(await both.Store.Runs.StepAsync(both.Attacker, run, TwoTenants.VictimStep, default));
    });

    [Fact]
    public Task A_step_id_that_both_have_shows_ones_own_payload() => ProbeAsync(async both =>
    {
        var step = await both.Store.Runs.StepAsync(both.Attacker, TwoTenants.SharedRun, TwoTenants.SharedStep, default);
        Assert.Contains("attacker payload", TwoTenants.Text(step!), StringComparison.Ordinal);
        NothingOfTheVictim(step);
    });

    [Fact]
    public Task An_export_of_the_victims_run_is_empty() => ProbeAsync(async both =>
        Assert.Empty(await TwoTenants.ListAsync(both.Store.Runs.ExportAsync(both.Attacker, TwoTenants.VictimRun, default))));

    [Fact]
    public Task An_export_of_a_run_id_that_both_have_is_ones_own() => ProbeAsync(async both =>
    {
        var steps = await TwoTenants.ListAsync(both.Store.Runs.ExportAsync(both.Attacker, TwoTenants.SharedRun, default));
        Assert.Single(steps);
        Assert.All(steps, NothingOfTheVictim);
    });

    [Fact]
    public Task Evidence_by_the_victims_run_is_empty() => EvidenceProbeAsync(new RunScope(TwoTenants.VictimRun), 0);

    [Fact]
    public Task Evidence_by_the_victims_service_is_empty() => EvidenceProbeAsync(new RunScope(null, $"{TwoTenants.Mark}-service"), 0);

    [Fact]
    public Task Evidence_by_the_victims_agent_and_environment_is_empty() =>
        EvidenceProbeAsync(new RunScope(null, null, $"{TwoTenants.Mark}-agent", $"{TwoTenants.Mark}-env"), 0);

    [Fact]
    public Task Evidence_without_a_scope_is_ones_own() => EvidenceProbeAsync(new RunScope(null), 2);

    [Fact]
    public Task Facets_offer_nothing_of_the_victims() => ProbeAsync(async both =>
    {
        var facets = await both.Store.Runs.FacetsAsync(both.Attacker, default);
        NothingOfTheVictim(facets);
        Assert.Equal(2, Assert.Single(facets.Services).Runs);
    });

    [Fact]
    public Task The_head_revision_does_not_tell_that_the_victim_writes() => ProbeAsync(async both =>
    {
        var before = await both.Store.Runs.HeadRevisionAsync(both.Attacker, default);
        await both.AppendAsync(both.Victim, new RunGroup { Run = TwoTenants.VictimRun, Steps = [TwoTenants.Step("more", TwoTenants.Mark)] });
        Assert.Equal(before, await both.Store.Runs.HeadRevisionAsync(both.Attacker, default));
    });

    [Fact]
    public Task The_stream_of_changes_holds_only_ones_own_runs() => ProbeAsync(async both =>
    {
        var changes = await both.Store.Runs.ChangedAfterAsync(both.Attacker, 0, 1000, default);
        Assert.Equal(2, changes.Count);
        NothingOfTheVictim(changes);
    });

    [Fact]
    public Task A_revision_of_the_victims_resumes_nothing_of_theirs() => ProbeAsync(async both =>
    {
        var revision = await both.Store.Runs.HeadRevisionAsync(both.Victim, default);
        await both.AppendAsync(both.Victim, new RunGroup { Run = TwoTenants.VictimRun, Steps = [TwoTenants.Step("later", TwoTenants.Mark)] });
        NothingOfTheVictim(await both.Store.Runs.ChangedAfterAsync(both.Attacker, revision - 1, 1000, default));
    });

    [Fact]
    public Task Logs_of_the_victims_run_are_not_found() => LogProbeAsync(new LogQuery { Scope = new RunScope(TwoTenants.VictimRun) }, 0);

    [Fact]
    public Task Logs_of_the_victims_service_are_not_found() => LogProbeAsync(new LogQuery { Scope = new RunScope(null, $"{TwoTenants.Mark}-service") }, 0);

    [Fact]
    public Task Logs_cant_be_searched_for_the_victims_words() => LogProbeAsync(new LogQuery { Scope = new RunScope(null), Contains = TwoTenants.Mark }, 0);

    [Fact]
    public Task Logs_without_a_scope_are_ones_own() => LogProbeAsync(new LogQuery { Scope = new RunScope(null) }, 1);

    [Fact]
    public Task Metrics_of_the_victims_cant_be_read_by_name() => ProbeAsync(async both =>
    {
        foreach (var scope in (RunScope[])[new(null), new(TwoTenants.VictimRun), new(null, $"{TwoTenants.Mark}-service")])
            Assert.Empty(await TwoTenants.ListAsync(both.Store.Metrics.ReadAsync(both.Attacker, scope, $"{TwoTenants.Mark}.metric", null, null, default)));
    });

    [Fact]
    public Task Names_of_metrics_are_ones_own() => ProbeAsync(async both =>
        Assert.Equal(["attacker.metric"], await both.Store.Metrics.NamesAsync(both.Attacker, new RunScope(null), default)));

    [Fact]
    public Task Steps_written_to_the_victims_run_id_make_a_run_of_ones_own() => AttackAsync(async both =>
    {
        var result = await both.AppendAsync(both.Attacker, new RunGroup { Run = TwoTenants.VictimRun, Steps = [TwoTenants.Step("intruder", "attacker")] });
        Assert.Equal(StepOutcome.Stored, result[0].Steps[0][0]);
        Assert.Equal(1, (await both.Store.Runs.GetAsync(both.Attacker, TwoTenants.VictimRun, default))!.Steps);
    });

    [Fact]
    public Task The_victims_step_id_with_another_body_is_no_conflict() => AttackAsync(async both =>
    {
        var result = await both.AppendAsync(both.Attacker, new RunGroup { Run = TwoTenants.VictimRun, Steps = [TwoTenants.Step(TwoTenants.VictimStep.Value, "attacker")] });
        Assert.Equal(StepOutcome.Stored, result[0].Steps[0][0]);
    });

    [Fact]
    public Task The_victims_step_repeated_word_for_word_is_no_duplicate() => AttackAsync(async both =>
    {
        var result = await both.AppendAsync(
            both.Attacker, new RunGroup { Run = RunId.Parse("copied"), Steps = [TwoTenants.Step(TwoTenants.VictimStep.Value, TwoTenants.Mark)] });
        Assert.Equal(StepOutcome.Stored, result[0].Steps[0][0]);
    });

    [Fact]
    public Task A_span_of_the_victims_trace_does_not_join_the_victims_run() => AttackAsync(async both =>
    {
        var result = await both.AppendAsync(
            both.Attacker, new RunGroup { Trace = TwoTenants.VictimTrace, Steps = [TwoTenants.Step("span", "attacker", TwoTenants.VictimTrace)] });
        Assert.Equal(TwoTenants.VictimTrace.AsRunId(), result[0].Runs[0]);
    });

    [Fact]
    public Task Naming_a_run_for_the_victims_trace_moves_nothing_of_theirs() => AttackAsync(async both =>
    {
        var thief = RunId.Parse("thief");
        await both.AppendAsync(
            both.Attacker, new RunGroup { Run = thief, Trace = TwoTenants.VictimTrace, Steps = [TwoTenants.Step("span", "attacker", TwoTenants.VictimTrace)] });
        Assert.Equal(1, (await both.Store.Runs.GetAsync(both.Attacker, thief, default))!.Steps);
    });

    [Fact]
    public Task The_victims_interrupted_session_is_not_resumed() => AttackAsync(async both =>
    {
        Assert.True(TraceId.TryParse("11111111111111111111111111111111", out var trace));
        var result = await both.AppendAsync(both.Attacker, new RunGroup
        {
            Trace = trace,
            Facts = new RunFacts { SessionId = "shared-session", Service = $"{TwoTenants.Mark}-service" },
            Steps = [TwoTenants.Step("resume", "attacker", trace)],
        });
        Assert.Equal(trace.AsRunId(), result[0].Runs[0]);
    });

    [Fact]
    public Task Finishing_the_victims_run_answers_as_for_an_absent_one() => AttackAsync(async both =>
    {
        var end = new RunEnd(RunStatus.Failed, TwoTenants.Start, Declared: true);
        Assert.Null(await both.Store.Runs.FinishAsync(both.Attacker, TwoTenants.VictimRun, end, default));
        Assert.Null(await both.Store.Runs.FinishAsync(both.Attacker, RunId.Parse("absent"), end, default));
    });

    [Fact]
    public Task Finishing_a_run_id_that_both_have_ends_ones_own() => AttackAsync(async both =>
    {
        var result = await both.Store.Runs.FinishAsync(both.Attacker, TwoTenants.SharedRun, new RunEnd(RunStatus.Failed, TwoTenants.Start, Declared: true), default);
        NothingOfTheVictim(result);
    });

    [Fact]
    public Task Declaring_the_victims_run_id_makes_a_run_of_ones_own() => AttackAsync(async both =>
    {
        var declared = await both.Store.Runs.DeclareAsync(
            both.Attacker, new RunDeclaration(TwoTenants.VictimRun, new RunFacts { Name = "attacker's" }, TwoTenants.Start), default);
        Assert.Equal(DeclareOutcome.Created, declared.Outcome);
        Assert.Equal("attacker's", declared.Run.Facts.Name);
    });

    [Fact]
    public Task Logs_and_metrics_that_name_the_victims_run_and_trace_stay_ones_own() => AttackAsync(async both =>
    {
        await both.Store.Ingest.AppendAsync(
            both.Attacker.Tenant,
            [
                new IngestBatch
                {
                    Project = TwoTenants.Project,
                    Logs =
                    [
                        new LogEntry { Time = TwoTenants.Start, Body = "forged", Run = TwoTenants.VictimRun },
                        new LogEntry { Time = TwoTenants.Start, Body = "forged", Trace = TwoTenants.VictimTrace },
                    ],
                    Metrics =
                    [
                        new MetricEntry
                        {
                            Run = TwoTenants.VictimRun,
                            Point = new MetricPoint
                            {
                                Name = $"{TwoTenants.Mark}.metric", Kind = MetricKind.Gauge, Time = TwoTenants.Start, Value = 666,
                                Resource = ResourceInfo.Empty, Scope = InstrumentationScope.Empty,
                            },
                        },
                    ],
                },
            ],
            default);
        Assert.Null(Assert.Single(
            await both.Store.Logs.FindAsync(both.Attacker, new LogQuery { Scope = new RunScope(null), Contains = "forged" }, default), l => l.Trace is not null).Run);
    });

    [Fact]
    public Task Hostile_ids_and_texts_reach_nothing_of_the_victims() => AttackAsync(async both =>
    {
        string[] hostile =
        [
            "' OR tenant_id IS NOT NULL --", "'; DROP TABLE runs; --", "'; SELECT set_config('app.tenant_id', '" + both.Victim.Tenant + "', false); --",
            "'; ATTACH DATABASE '/tmp/attached.db' AS stolen; --", $"../{both.Victim.Tenant}", "%", "_", "\0", "\uD800", new string('x', 1 << 20), "$1", "{0}",
        ];
        foreach (var text in hostile)
        {
            NothingOfTheVictim(await both.Store.Runs.ListAsync(both.Attacker, new RunQuery { Service = text, Tool = text, Tags = new Dictionary<string, string> { [text] = text } }, default));
            NothingOfTheVictim(await both.Store.Logs.FindAsync(both.Attacker, new LogQuery { Scope = new RunScope(null, text), Contains = text }, default));
            Assert.Empty(await TwoTenants.ListAsync(both.Store.Metrics.ReadAsync(both.Attacker, new RunScope(null, text), text, null, null, default)));
            await both.AppendAsync(both.Attacker, new RunGroup
            {
                Run = RunId.Parse("hostile"),
                Facts = new RunFacts { Service = text, SessionId = text, Tags = new Dictionary<string, string> { [text] = text } },
                Steps = [TwoTenants.Step($"h{Array.IndexOf(hostile, text)}", "attacker") with { Name = text, Service = text, Tool = text }],
            });
        }

        NothingOfTheVictim(await both.Store.Runs.ListAsync(both.Attacker, new RunQuery(), default));
        Assert.False(File.Exists("/tmp/attached.db"));
    });

    [Fact]
    public Task Many_readers_and_writers_of_both_at_once_never_see_each_other() => ProbeAsync(async both =>
    {
        await Task.WhenAll(Enumerable.Range(0, 48).Select(async i =>
        {
            var (scope, mark) = i % 2 == 0 ? (both.Attacker, "attacker") : (both.Victim, TwoTenants.Mark);
            await both.AppendAsync(scope, new RunGroup { Run = TwoTenants.SharedRun, Steps = [TwoTenants.Step($"at-once-{i / 2}", mark)] });
            var read = TwoTenants.Text(await both.Store.Runs.StepsAsync(scope, TwoTenants.SharedRun, new StepQuery(), default));
            Assert.DoesNotContain(i % 2 == 0 ? TwoTenants.Mark : "attacker", read, StringComparison.Ordinal);
        }));
        Assert.Equal(25, (await both.Store.Runs.GetAsync(both.Attacker, TwoTenants.SharedRun, default))!.Steps);
        Assert.Equal(26, (await both.Store.Runs.GetAsync(both.Victim, TwoTenants.SharedRun, default))!.Steps);
    });

    [Fact]
    public Task A_tenant_that_is_not_there_has_nothing() => ProbeAsync(async both =>
    {
        foreach (var tenant in (TenantId[])[new(Guid.Empty), new(Guid.NewGuid())])
        {
            var scope = new ProjectScope(tenant, TwoTenants.Project);
            Assert.Empty(await OrNoTenantAsync(async () => (await both.Store.Runs.ListAsync(scope, new RunQuery(), default)).Items, []));
            Assert.Null(await OrNoTenantAsync(() => both.Store.Runs.GetAsync(scope, TwoTenants.VictimRun, default), null));
            Assert.Empty(await both.Store.Control.ProjectsAsync(tenant, default));
            Assert.Empty(await both.Store.Control.ApiKeysAsync(tenant, default));
            await Assert.ThrowsAnyAsync<Exception>(() => both.Store.Control.RedactionKeyAsync(tenant, default));
        }
    });

    [Fact]
    public Task Another_project_of_the_same_tenant_sees_nothing_either() => ProbeAsync(async both =>
    {
        var (second, run) = (both.VictimSecond, TwoTenants.VictimRun);
        Assert.Null(await both.Store.Runs.GetAsync(second, run, default));
        Assert.Empty((await both.Store.Runs.StepsAsync(second, run, new StepQuery(), default)).Items);
        Assert.Null(await both.Store.Runs.StepAsync(second, run, TwoTenants.VictimStep, default));
        Assert.Empty(await TwoTenants.ListAsync(both.Store.Runs.ExportAsync(second, run, default)));
        Assert.Empty(await TwoTenants.ListAsync(both.Store.Runs.ReadEvidenceAsync(second, new RunScope(run), null, null, default)));
        Assert.Equal([TwoTenants.SecondRun], (await both.Store.Runs.ListAsync(second, new RunQuery(), default)).Items.Select(r => r.Id));
        Assert.Equal([TwoTenants.SecondRun], (await both.Store.Runs.ChangedAfterAsync(second, 0, 100, default)).Select(r => r.Id));
        Assert.Equal([$"{TwoTenants.Mark}-second-service"], (await both.Store.Runs.FacetsAsync(second, default)).Services.Select(s => s.Value));
        Assert.Empty(await both.Store.Logs.FindAsync(second, new LogQuery { Scope = new RunScope(run) }, default));
        Assert.Equal([$"{TwoTenants.Mark}-second.metric"], await both.Store.Metrics.NamesAsync(second, new RunScope(null), default));
    });

    [Fact]
    public Task Another_project_of_the_same_tenant_changes_nothing_either() => ProbeAsync(async both =>
    {
        var before = await both.AllAsync(both.Victim);
        Assert.Null(await both.Store.Runs.FinishAsync(both.VictimSecond, TwoTenants.VictimRun, new RunEnd(RunStatus.Ok, TwoTenants.Start, true), default));
        await both.AppendAsync(both.VictimSecond, new RunGroup
        {
            Run = RunId.Parse("taken"),
            Trace = TwoTenants.VictimTrace,
            Steps = [TwoTenants.Step("span", "other", TwoTenants.VictimTrace)],
        });
        Assert.Equal(before, await both.AllAsync(both.Victim));
    });

    /// <summary>An open store; the probe skips where it can't be had.</summary>
    protected abstract IFabrikStore Store { get; }

    internal static void NothingOfTheVictim<T>(T shown) => Assert.DoesNotContain(TwoTenants.Mark, TwoTenants.Text(shown), StringComparison.Ordinal);

    internal async Task ProbeAsync(Func<TwoTenants, Task> probe) => await probe(await TwoTenants.InAsync(Store));

    /// <summary>A probe that writes: afterwards the victim has exactly what they had.</summary>
    internal Task AttackAsync(Func<TwoTenants, Task> attack) => ProbeAsync(async both =>
    {
        var before = await both.AllAsync(both.Victim) + await both.AllAsync(both.VictimSecond);
        Assert.Contains(TwoTenants.Mark, before, StringComparison.Ordinal);
        await attack(both);
        Assert.Equal(before, await both.AllAsync(both.Victim) + await both.AllAsync(both.VictimSecond));
    });

    // A store of files may say that there is none.
    private static async Task<T> OrNoTenantAsync<T>(Func<Task<T>> read, T none)
    {
        try
        {
            return await read();
        }
        catch (InvalidOperationException)
        {
            return none;
        }
    }

    private Task EvidenceProbeAsync(RunScope scope, int own) => ProbeAsync(async both =>
    {
        var steps = await TwoTenants.ListAsync(both.Store.Runs.ReadEvidenceAsync(both.Attacker, scope, null, null, default));
        Assert.Equal(own, steps.Count);
        Assert.All(steps, NothingOfTheVictim);
    });

    private Task LogProbeAsync(LogQuery query, int own) => ProbeAsync(async both =>
    {
        var lines = await both.Store.Logs.FindAsync(both.Attacker, query, default);
        var counts = await both.Store.Logs.CountAsync(both.Attacker, query, default);
        Assert.Equal((own, own), (lines.Count, counts.Total));
        NothingOfTheVictim(lines);
        Assert.NotEmpty(await both.Store.Logs.FindAsync(both.Victim, query, default));
    });
}
