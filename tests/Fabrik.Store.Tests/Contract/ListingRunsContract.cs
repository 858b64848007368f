using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Store.Runs;

namespace Fabrik.Store.Tests.Contract;

public abstract class ListingRunsContract(IStoreFixture fixture) : StoreContract(fixture)
{
    [Fact]
    public async Task The_newest_run_is_first_and_equal_starts_go_by_id_descending()
    {
        foreach (var (id, at) in new[] { ("b", 5), ("A", 5), ("a", 5), ("old", 1), ("new", 9), ("a1", 5) })
            await AppendAsync(Some.Group(RunId.Parse(id), Some.Step("s", at: at)));

        Assert.Equal(["new", "b", "a1", "a", "A", "old"], await ListAsync(new RunQuery()));
    }

    [Fact]
    public async Task Paging_sees_each_run_once_while_newer_runs_arrive()
    {
        for (var i = 0; i < 23; i++) await AppendAsync(Some.Group(RunId.Parse($"r{i:00}"), Some.Step("s", at: i / 3)));
        var before = await ListAsync(new RunQuery());

        var seen = new List<string>();
        var query = new RunQuery { Limit = 5 };
        while (true)
        {
            var page = await Store.Runs.ListAsync(Scope, query, Now);
            Assert.True(page.Items.Count <= 5);
            seen.AddRange(page.Items.Select(r => r.Id.Value));
            await AppendAsync(Some.Group(RunId.Parse($"z{seen.Count}"), Some.Step("s", at: 100 + seen.Count)));
            if (page.Next is null) break;
            query = query with { After = page.Next };
        }

        Assert.Equal(before, seen);
    }

    [Fact]
    public async Task A_full_last_page_has_no_next()
    {
        for (var i = 0; i < 4; i++) await AppendAsync(Some.Group(RunId.Parse($"r{i}"), Some.Step("s", at: i)));

        var first = await Store.Runs.ListAsync(Scope, new RunQuery { Limit = 2 }, Now);
        var second = await Store.Runs.ListAsync(Scope, new RunQuery { Limit = 2, After = first.Next }, Now);

        Assert.Equal(new RunCursor(Some.At(2), RunId.Parse("r2")), first.Next);
        Assert.Equal(["r1", "r0"], second.Items.Select(r => r.Id.Value));
        Assert.Null(second.Next);
    }

    [Fact]
    public async Task A_window_includes_its_start_and_excludes_its_end()
    {
        for (var i = 0; i < 4; i++) await AppendAsync(Some.Group(RunId.Parse($"r{i}"), Some.Step("s", at: i)));

        Assert.Equal(["r2", "r1"], await ListAsync(new RunQuery { Since = Some.At(1), Until = Some.At(3) }));
        Assert.Equal(["r3"], await ListAsync(new RunQuery { Since = Some.At(3) }));
        Assert.Equal(["r0"], await ListAsync(new RunQuery { Until = Some.At(1) }));
    }

    [Fact]
    public async Task A_run_moves_in_every_list_when_an_earlier_step_arrives()
    {
        var facts = new RunFacts { Service = "svc" };
        await AppendAsync(new RunGroup { Run = R1, Facts = facts, Steps = [Some.Step("a", at: 10) with { Tool = "t" }] });
        await AppendAsync(new RunGroup { Run = R2, Facts = facts, Steps = [Some.Step("a", at: 5) with { Tool = "t" }] });
        foreach (var query in Queries()) Assert.Equal(["r1", "r2"], await ListAsync(query));

        await AppendAsync(Some.Group(R1, Some.Step("b", at: 1)));

        foreach (var query in Queries())
        {
            Assert.Equal(["r2", "r1"], await ListAsync(query));
            Assert.Equal(["r2"], await ListAsync(query with { Limit = 1 }));
            Assert.Equal(["r1"], await ListAsync(query with { Until = Some.At(2) }));
            Assert.Equal(["r1"], await ListAsync(query with { After = new RunCursor(Some.At(5), R2) }));
        }

        static RunQuery[] Queries() => [new(), new() { Service = "svc" }, new() { Tool = "t" }, new() { Tool = "t", Statuses = [RunStatus.Running] }];
    }

    [Fact]
    public async Task Models_and_tools_are_found_on_steps_and_not_on_spans()
    {
        await AppendAsync(Some.Group(
            R1,
            Some.Step("m", StepKind.Model) with { Model = "gpt-x" },
            Some.Step("t") with { Tool = "search" },
            Some.Step("s", StepKind.Span) with { Tool = "hidden", Model = "hidden" }));

        Assert.Equal(["r1"], await ListAsync(new RunQuery { Model = "gpt-x", Tool = "search" }));
        Assert.Empty(await ListAsync(new RunQuery { Tool = "hidden" }));
        Assert.Equal(["gpt-x"], (await RunAsync(R1)).Models);
        Assert.Equal(["search"], (await RunAsync(R1)).Tools);
    }

    [Fact]
    public async Task Every_filter_and_combination_answers_as_a_scan_of_all_runs_would()
    {
        var random = new Random(20260211);
        var runs = new List<Run>();
        for (var i = 0; i < 120; i++)
        {
            var id = RunId.Parse($"r{random.Next(1_000_000)}");
            var at = random.Next(40);
            await AppendAsync(new RunGroup
            {
                Run = id,
                Facts = new RunFacts
                {
                    Service = Pick(random, "s"),
                    Agent = Pick(random, "a"),
                    Env = Pick(random, "e"),
                    Release = Pick(random, "v"),
                    SessionId = Pick(random, "x"),
                    Tags = Enumerable.Range(0, random.Next(3)).ToDictionary(k => $"k{k}", k => $"{random.Next(2)}", StringComparer.Ordinal),
                },
                Ends = random.Next(3) switch { 0 => [], 1 => [Some.End(RunStatus.Ok, at)], _ => [Some.End(RunStatus.Failed, at)] },
                Steps = [Some.Step("a", at: at) with { Tool = Pick(random, "t"), Model = Pick(random, "m") }, Some.Step("b", at: at) with { Tool = Pick(random, "t") }],
            });
            runs.Add(await RunAsync(id));
        }

        var hits = 0;
        for (var i = 0; i < 300; i++)
        {
            var query = new RunQuery
            {
                Limit = 10,
                Statuses = random.Next(3) switch { 0 => [RunStatus.Ok], 1 => [RunStatus.Failed, RunStatus.Running, RunStatus.Failed], _ => [] },
                Service = Maybe(random, "s"),
                Agent = Maybe(random, "a"),
                Env = Maybe(random, "e"),
                Release = Maybe(random, "v"),
                SessionId = Maybe(random, "x"),
                Tool = Maybe(random, "t"),
                Model = Maybe(random, "m"),
                Tags = random.Next(4) == 0 ? new Dictionary<string, string>(StringComparer.Ordinal) { ["k0"] = $"{random.Next(2)}" } : new RunQuery().Tags,
                Since = random.Next(4) == 0 ? Some.At(random.Next(40)) : null,
                Until = random.Next(4) == 0 ? Some.At(random.Next(40)) : null,
                After = random.Next(4) == 0 ? Cursor(runs[random.Next(runs.Count)]) : null,
            };
            var expected = runs.Where(r => Matches(r, query))
                .OrderByDescending(r => r.StartedAt).ThenByDescending(r => r.Id).Take(query.Limit).Select(r => r.Id.Value).ToList();
            Assert.Equal(expected, await ListAsync(query));
            hits += expected.Count;
        }

        Assert.True(hits > 300, $"only {hits} runs were found: the filters are too narrow to tell anything");

        static string? Pick(Random random, string prefix) => random.Next(4) is var n and < 3 ? $"{prefix}{n}" : null;
        static string? Maybe(Random random, string prefix) => random.Next(5) == 0 ? $"{prefix}{random.Next(4)}" : null;
        static RunCursor Cursor(Run run) => new(run.StartedAt, run.Id);
    }

    [Fact]
    public async Task Facets_count_the_runs_that_carry_each_value()
    {
        await AppendAsync(new RunGroup
        {
            Run = R1,
            Facts = new RunFacts { Service = "svc", Env = "prod", Agent = "x", Tags = new Dictionary<string, string>(StringComparer.Ordinal) { ["team"] = "search" } },
            Steps = [Some.Step("a") with { Tool = "t1", Model = "m" }, Some.Step("b") with { Tool = "t2" }, Some.Step("c") with { Tool = "t1" }],
        });
        await AppendAsync(new RunGroup { Run = R2, Facts = new RunFacts { Service = "svc", Env = "dev" }, Steps = [Some.Step("a") with { Tool = "t2" }] });
        await AppendAsync(new RunGroup { Run = R2, Steps = [Some.Step("a") with { Tool = "t2" }, Some.Step("b", at: -9)] });

        var facets = await Store.Runs.FacetsAsync(Scope, Now);

        Assert.Equal([new FacetValue("t2", 2), new FacetValue("t1", 1)], facets.Tools);
        Assert.Equal([new FacetValue("m", 1)], facets.Models);
        Assert.Equal([new FacetValue("svc", 2)], facets.Services);
        Assert.Equal([new FacetValue("x", 1)], facets.Agents);
        Assert.Equal([new FacetValue("dev", 1), new FacetValue("prod", 1)], facets.Envs);
        Assert.Equal([new FacetValue("team=search", 1)], facets.Tags);
    }

    [Fact]
    public async Task A_run_keeps_and_is_found_by_a_bounded_number_of_tools_and_tags()
    {
        await AppendAsync(new RunGroup
        {
            Run = R1,
            Facts = new RunFacts { Tags = Enumerable.Range(0, 400).ToDictionary(i => $"k{i}", i => "v", StringComparer.Ordinal) },
            Steps = [.. Enumerable.Range(0, 400).Select(i => Some.Step($"s{i}") with { Tool = $"t{i}" })],
        });

        var run = await RunAsync(R1);
        Assert.Equal((256, 256, 400), (run.Tools.Count, run.Facts.Tags.Count, run.ToolCalls));
        Assert.Equal(["r1"], await ListAsync(new RunQuery { Tool = run.Tools[255] }));
        Assert.Equal(run.Tools.Order(StringComparer.Ordinal), run.Tools);
    }

    [Fact]
    public async Task Changes_come_in_the_order_they_were_made_each_run_once()
    {
        await AppendAsync(Some.Group(R1, Some.Step("a")), Some.Group(R2, Some.Step("a")));
        var head = await Store.Runs.HeadRevisionAsync(Scope, Now);
        Assert.Equal(2, (await Store.Runs.ChangedAfterAsync(Scope, 0, 10, Now)).Count);
        Assert.Empty(await Store.Runs.ChangedAfterAsync(Scope, head, 10, Now));

        await AppendAsync(Some.Group(R2, Some.Step("b")));
        await AppendAsync(Some.Group(R1, Some.Step("b")));
        await AppendAsync(Some.Group(R2, Some.Step("b")));
        await Store.Runs.FinishAsync(Scope, R2, new RunEnd(RunStatus.Ok, Some.At(3), Declared: true), Now);

        var changed = await Store.Runs.ChangedAfterAsync(Scope, head, 10, Now);
        Assert.Equal([R1, R2], changed.Select(r => r.Id));
        Assert.Equal(changed[1].Revision, await Store.Runs.HeadRevisionAsync(Scope, Now));
    }

    [Fact]
    public async Task Following_changes_in_small_pages_misses_none_of_one_transaction()
    {
        await AppendAsync([.. Enumerable.Range(0, 7).Select(i => Some.Group(RunId.Parse($"r{i}"), Some.Step("a")))]);

        var seen = new List<RunId>();
        for (var after = 0L; await Store.Runs.ChangedAfterAsync(Scope, after, 2, Now) is { Count: > 0 } page; after = page[^1].Revision)
            seen.AddRange(page.Select(r => r.Id));

        Assert.Equal(7, seen.Distinct().Count());
        Assert.Equal(7, seen.Count);
    }

    private static bool Matches(Run run, RunQuery query) =>
        (query.Since is not { } since || run.StartedAt >= since)
        && (query.Until is not { } until || run.StartedAt < until)
        && (query.After is not { } after || (run.StartedAt, run.Id).CompareTo((after.StartedAt, after.Run)) < 0)
        && (query.Statuses.Count == 0 || query.Statuses.Contains(run.Status))
        && (query.Service is null || run.Facts.Service == query.Service)
        && (query.Agent is null || run.Facts.Agent == query.Agent)
        && (query.Env is null || run.Facts.Env == query.Env)
        && (query.Release is null || run.Facts.Release == query.Release)
        && (query.SessionId is null || run.Facts.SessionId == query.SessionId)
        && (query.Tool is null || run.Tools.Contains(query.Tool))
        && (query.Model is null || run.Models.Contains(query.Model))
        && query.Tags.All(t => run.Facts.Tags.TryGetValue(t.Key, out var value) && value == t.Value);
}
