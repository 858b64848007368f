using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Store.Evidence;
using Fabrik.Store.Runs;
using Fabrik.Store.Verdicts;
using Fabrik.Telemetry.Model;

namespace Fabrik.Store.Tests.Isolation;

/// <summary>What an attacker with an own tenant, and every id of the victim's, may try to change through the store's interfaces.</summary>
public abstract class WriteProbes : IsolationProbes
{
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
    public Task A_verdict_on_the_victims_run_is_ones_own_and_touches_nothing_of_theirs() => AttackAsync(async both =>
    {
        var id = VerdictId.Of(TwoTenants.Kind, TwoTenants.VictimRun, "{}"u8);
        Assert.Equal(SaveOutcome.Saved, await both.Store.Verdicts.SaveAsync(both.Attacker, TwoTenants.Verdict("attacker", id, TwoTenants.VictimRun), default));
        Assert.Null(await both.Store.Runs.GetAsync(both.Attacker, TwoTenants.VictimRun, default));
    });

    [Fact]
    public Task The_victims_verdict_repeated_word_for_word_is_told_apart_by_ones_own_only() => AttackAsync(async both =>
        Assert.Equal(SaveOutcome.Conflict, await both.Store.Verdicts.SaveAsync(both.Attacker, TwoTenants.Verdict(TwoTenants.Mark), default)));

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
            NothingOfTheVictim(await both.Store.Verdicts.ListAsync(both.Attacker, new VerdictQuery { Kind = text, Service = text, Agent = text, Env = text }, default));
            NothingOfTheVictim(await both.Store.Verdicts.AcceptedAsync(both.Attacker, text, text, 10, default));
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
}
