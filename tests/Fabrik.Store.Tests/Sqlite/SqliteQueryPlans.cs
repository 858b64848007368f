using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Verdicts;
using Fabrik.Store.Evidence;
using Fabrik.Store.Runs;
using Fabrik.Store.Sqlite;
using Fabrik.Store.Tests.Contract;
using Fabrik.Store.Tests.Verdicts;
using Fabrik.Store.Verdicts;

namespace Fabrik.Store.Tests.Sqlite;

/// <summary>Makes every call there is, then asks SQLite how it ran each statement: by index, with no table scanned and nothing sorted.</summary>
public sealed class SqliteQueryPlans(SqliteFixture fixture) : StoreContract(fixture), IClassFixture<SqliteFixture>
{
    [Fact]
    public async Task Every_read_and_write_goes_by_index()
    {
        await MakeEveryCallAsync();
        var tenants = ((SqliteStore)Store).Tenants;
        List<(string Sql, string Plan)> plans =
        [
            .. await tenants.ReadAsync(Scope.Tenant, Plans, Now),
            .. await tenants.WriteAsync(Scope.Tenant, Plans, Now),
        ];

        Assert.True(plans.Count > 45, $"only {plans.Count} statements were seen");
        Assert.Contains(plans, p => p.Plan.Contains("run_facets", StringComparison.Ordinal) || p.Sql.Contains("run_facets", StringComparison.Ordinal));
        var slow = plans.Where(p => p.Plan.Contains("TEMP B-TREE", StringComparison.Ordinal) || p.Plan.Contains("SCAN ", StringComparison.Ordinal));
        Assert.Equal("", string.Join("\n", slow.Select(p => $"{p.Plan} <- {p.Sql}")));
    }

    [Fact]
    public void A_scan_and_a_sort_would_be_seen()
    {
        using var database = Database.OpenWriter(":memory:");
        database.Prepare("CREATE TABLE t (a INTEGER, b INTEGER)").Run();
        database.Prepare("SELECT * FROM t ORDER BY b").Step();

        var plan = Assert.Single(Plans(database)).Plan;
        Assert.Contains("SCAN ", plan, StringComparison.Ordinal);
        Assert.Contains("TEMP B-TREE", plan, StringComparison.Ordinal);
    }

    private static List<(string Sql, string Plan)> Plans(Database database)
    {
        var plans = new List<(string Sql, string Plan)>();
        foreach (var sql in database.Texts.Where(t => t.StartsWith("SELECT", StringComparison.Ordinal) || t.StartsWith("UPDATE", StringComparison.Ordinal) || t.StartsWith("DELETE", StringComparison.Ordinal)))
        {
            using var explain = new Statement(database.Connection, "EXPLAIN QUERY PLAN " + sql);
            var lines = new List<string>();
            while (explain.Step()) lines.Add(explain.Text(3));
            plans.Add((sql, string.Join("; ", lines)));
        }

        return plans;
    }

    private async Task MakeEveryCallAsync()
    {
        var facts = new RunFacts { Service = "svc", Agent = "a", Env = "prod", Release = "1", SessionId = "x", Tags = new Dictionary<string, string>(StringComparer.Ordinal) { ["k"] = "v" } };
        var (t1, t2) = (Some.Trace(1), Some.Trace(2));
        await AppendAsync(new RunGroup { Trace = t1, Facts = facts, Ends = [Some.End(RunStatus.Interrupted, 3)], Steps = [Some.Span("a", t1) with { Tool = "t", Model = "m" }] });
        await AppendAsync(new RunGroup { Trace = t2, Facts = facts, Ends = [Some.End(RunStatus.Ok, 9)], Steps = [Some.Span("b", t2), Some.Span("a", t1)] });
        await AppendAsync(Some.Group(R1, Some.Span("b", t1)));
        await AppendAsync(new RunGroup { Run = R1, Trace = t2, Ends = [Some.End(RunStatus.Failed, 12)], Steps = [Some.Span("c", t2, at: -3)] });
        await AppendAsync(Some.Group(Some.Trace(3), Some.Span("d", Some.Trace(3))));
        await AppendAsync(new RunGroup { Trace = Some.Trace(3), Ends = [Some.End(RunStatus.Ok, 4)], Steps = [] });
        await AppendAsync(new RunGroup { Trace = Some.Trace(3), Ends = [Some.End(RunStatus.Interrupted, 2)], Steps = [] });
        await AppendAsync(new RunGroup { Run = R2, Trace = Some.Trace(3), Steps = [] });
        await AppendAsync(new RunGroup { Run = R2, Trace = Some.Trace(3), Steps = [Some.Span("d", Some.Trace(3))] });
        await AppendAsync(Some.Batch() with { Logs = [Some.Log("x") with { Trace = t1, Service = "svc" }], Metrics = [Some.Metric("m", 0, 1) with { Run = R1 }] });
        await Store.Runs.DeclareAsync(Scope, new RunDeclaration(R1, facts, null), Now);
        await Store.Runs.FinishAsync(Scope, R1, Some.End(RunStatus.Ok, 1).End, Now);

        foreach (var query in Lists(facts)) await Store.Runs.ListAsync(Scope, query, Now);
        await MakeEveryVerdictCallAsync();
        await RunAsync(R1);
        await StepsAsync(R1);
        await Store.Runs.StepsAsync(Scope, R1, new StepQuery(), Now);
        await Store.Runs.StepAsync(Scope, R1, StepId.Parse("a"), Now);
        await AllAsync(Store.Runs.ExportAsync(Scope, R1, Now));
        await Store.Runs.FacetsAsync(Scope, Now);
        await Store.Runs.HeadRevisionAsync(Scope, Now);
        await Store.Runs.ChangedAfterAsync(Scope, 0, 10, Now);
        foreach (var scope in Scopes())
        {
            await AllAsync(Store.Runs.ReadEvidenceAsync(Scope, scope, Some.At(-9), Some.At(9), Now));
            await AllAsync(Store.Metrics.ReadAsync(Scope, scope, "m", null, null, Now));
            await Store.Metrics.NamesAsync(Scope, scope, Now);
            foreach (var query in new LogQuery[] { new() { Scope = scope }, new() { Scope = scope, Contains = "x", MinSeverity = 9 } })
            {
                await Store.Logs.FindAsync(Scope, query, Now);
                await Store.Logs.CountAsync(Scope, query, Now);
            }
        }
    }

    private async Task MakeEveryVerdictCallAsync()
    {
        var verdict = Some.Verdict(R1, status: VerdictStatus.Pass) with { Service = "svc", Fingerprint = "fp" };
        await Store.Verdicts.SaveAsync(Scope, verdict, Now);
        await Store.Verdicts.GetAsync(Scope, verdict.Id, Now);
        await Store.Verdicts.LatestAsync(Scope, Some.LintKind, [R1], Now);
        await Store.Verdicts.AcceptedAsync(Scope, Some.LintKind, "fp", 10, Now);
        foreach (var query in VerdictLists.All) await Store.Verdicts.ListAsync(Scope, query, Now);
    }

    private static IEnumerable<RunQuery> Lists(RunFacts facts)
    {
        var all = new RunQuery { Service = "svc", Agent = "a", Env = "prod", Release = "1", SessionId = "x", Tool = "t", Model = "m", Tags = facts.Tags };
        foreach (var query in new[] { new(), all, new() { Tool = "t", Env = "prod" }, all with { Statuses = [RunStatus.Ok, RunStatus.Interrupted] } })
        {
            yield return query;
            yield return query with { After = new RunCursor(Some.At(99), R1) };
            yield return query with { After = new RunCursor(Some.At(99), R1), Since = Some.At(-99), Until = Some.At(99) };
        }
    }

    private static IEnumerable<RunScope> Scopes() =>
        [new(R1), new(R1, "svc", "a", "prod"), new(null, "svc"), new(null, "svc", "a", "prod"), new(null), new(null, null, "a", "prod")];
}
