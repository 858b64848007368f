using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Store.Evidence;
using Fabrik.Store.Runs;
using Fabrik.Store.Verdicts;

namespace Fabrik.Store.Tests.Isolation;

/// <summary>What an attacker with an own tenant, and every id of the victim's, may try to read through the store's interfaces.</summary>
public abstract class ReadProbes : IsolationProbes
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
    public Task A_verdict_id_that_both_have_shows_each_their_own_report() => ProbeAsync(async both =>
    {
        var own = await both.Store.Verdicts.GetAsync(both.Attacker, TwoTenants.SharedVerdict, default);
        Assert.Contains("attacker report", TwoTenants.Text(own!), StringComparison.Ordinal);
        NothingOfTheVictim(own);
    });

    [Fact]
    public Task A_verdict_of_the_victims_cant_be_read_by_its_id_or_run() => ProbeAsync(async both =>
    {
        var theirs = TwoTenants.Verdict(TwoTenants.Mark, VerdictId.Of(TwoTenants.Kind, TwoTenants.VictimRun, "{}"u8), TwoTenants.VictimRun);
        await both.Store.Verdicts.SaveAsync(both.Victim, theirs, default);
        Assert.Null(await both.Store.Verdicts.GetAsync(both.Attacker, theirs.Id, default));
        Assert.Empty(await both.Store.Verdicts.LatestAsync(both.Attacker, TwoTenants.Kind, [TwoTenants.VictimRun], default));
        NothingOfTheVictim((await both.Store.Verdicts.LatestAsync(both.Attacker, TwoTenants.Kind, [TwoTenants.SharedRun], default)).Values);
        Assert.Empty((await both.Store.Verdicts.ListAsync(both.Attacker, new VerdictQuery { Kind = TwoTenants.Kind, Run = TwoTenants.VictimRun }, default)).Items);
    });

    [Fact]
    public Task Verdicts_listed_filtered_and_taken_for_a_baseline_are_ones_own() => ProbeAsync(async both =>
    {
        var (all, mark) = (new VerdictQuery { Kind = TwoTenants.Kind }, TwoTenants.Mark);
        var own = await both.Store.Verdicts.ListAsync(both.Attacker, all, default);
        Assert.Single(own.Items);
        NothingOfTheVictim(own);
        foreach (var query in (VerdictQuery[])[all with { Service = $"{mark}-service" }, all with { Agent = $"{mark}-agent" }, all with { Env = $"{mark}-env" }])
        {
            Assert.Empty((await both.Store.Verdicts.ListAsync(both.Attacker, query, default)).Items);
            Assert.Single((await both.Store.Verdicts.ListAsync(both.Victim, query, default)).Items);
        }

        var accepted = await both.Store.Verdicts.AcceptedAsync(both.Attacker, TwoTenants.Kind, TwoTenants.Fingerprint, 10, default);
        NothingOfTheVictim(Assert.Single(accepted));
    });

    [Fact]
    public Task A_cursor_from_the_victims_verdicts_only_positions_ones_own() => ProbeAsync(async both =>
    {
        var after = new VerdictCursor(Core.Time.UnixTime.MaxValue, TwoTenants.SharedVerdict);
        var page = await both.Store.Verdicts.ListAsync(both.Attacker, new VerdictQuery { Kind = TwoTenants.Kind, After = after }, default);
        Assert.Single(page.Items);
        NothingOfTheVictim(page);
    });

    [Fact]
    public Task A_tenant_that_is_not_there_has_nothing() => ProbeAsync(async both =>
    {
        foreach (var tenant in (TenantId[])[new(Guid.Empty), new(Guid.NewGuid())])
        {
            var scope = new ProjectScope(tenant, TwoTenants.Project);
            Assert.Empty(await OrNoTenantAsync(async () => (await both.Store.Runs.ListAsync(scope, new RunQuery(), default)).Items, []));
            Assert.Null(await OrNoTenantAsync(() => both.Store.Runs.GetAsync(scope, TwoTenants.VictimRun, default), null));
            Assert.Null(await OrNoTenantAsync(() => both.Store.Verdicts.GetAsync(scope, TwoTenants.SharedVerdict, default), null));
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
        Assert.Contains("-second report", TwoTenants.Text((await both.Store.Verdicts.GetAsync(second, TwoTenants.SharedVerdict, default))!), StringComparison.Ordinal);
        Assert.Equal([$"{TwoTenants.Mark}-second summary"], (await both.Store.Verdicts.ListAsync(second, new VerdictQuery { Kind = TwoTenants.Kind }, default)).Items.Select(v => v.Summary));
        Assert.Equal([$"{TwoTenants.Mark}-second.metric"], await both.Store.Metrics.NamesAsync(second, new RunScope(null), default));
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
