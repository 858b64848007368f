using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Store.Postgres;
using Fabrik.Store.Postgres.Runs;
using Fabrik.Store.Postgres.Verdicts;
using Fabrik.Store.Runs;
using Fabrik.Store.Tests.Verdicts;
using Fabrik.Testing.Postgres;
using Npgsql;

namespace Fabrik.Store.Tests.Postgres;

/// <summary>Row-level security keeps conditions that might leak from running first, and so from using an index: these must not be any.</summary>
public sealed class PostgresPlanTests(PlannedDatabase database) : IClassFixture<PlannedDatabase>
{
    /// <summary>What the statements of the store compare with, inside index ranges.</summary>
    [Theory]
    [InlineData("uuid", "=")]
    [InlineData("uuid", "<")]
    [InlineData("uuid", ">")]
    [InlineData("text", "=")]
    [InlineData("text", "<")]
    [InlineData("bigint", "=")]
    [InlineData("bigint", "<")]
    [InlineData("bigint", "<=")]
    [InlineData("bigint", ">")]
    [InlineData("bigint", ">=")]
    [InlineData("smallint", "=")]
    [InlineData("date", "=")]
    [InlineData("date", ">=")]
    public async Task Every_operator_that_selects_rows_is_leakproof(string type, string symbol)
    {
        Assert.SkipWhen(PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
        await using var command = database.Source.CreateCommand(
            $"SELECT bool_and(p.proleakproof) FROM pg_operator o JOIN pg_proc p ON p.oid = o.oprcode WHERE o.oprname = '{symbol}' AND o.oprleft = '{type}'::regtype AND o.oprright = '{type}'::regtype");
        Assert.Equal(true, await command.ExecuteScalarAsync());
    }

    public static TheoryData<string> Lists => ["all", "one filter", "several filters", "statuses", "a page further", "a window"];

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task A_list_walks_one_index_and_sorts_and_scans_nothing(string which)
    {
        var plan = await PlanAsync(which);

        Assert.Contains("Index Only Scan Backward using run_facets_pkey", plan, StringComparison.Ordinal);
        Assert.Contains("(facet = ", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("->  Sort", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Hash", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Bitmap", plan, StringComparison.Ordinal);
        if (which == "a page further") Assert.Matches(@"Index Cond: .*ROW\(started_at, run_id\) < ROW", plan);
        if (which == "a window") Assert.Matches("Index Cond: .*started_at >= .*started_at < ", plan);
    }

    [Fact]
    public async Task Steps_of_a_run_are_read_from_one_partition_by_index()
    {
        await using var session = await SessionAsync();
        var place = (await session.QueryAsync(
            session.Command($"SELECT {RunRow.Columns} FROM runs r WHERE r.run_id = $1", Pg.Text(PlannedDatabase.LongRun)), RunRow.Read, default))[0].Place;
        var plan = await ExplainAsync(session, session.Command(
            $"""
            SELECT {StepReader.Columns} FROM steps s
            WHERE s.tenant_id = $1 AND s.run_no = $2 AND s.retention_class = $3 AND s.week = $4 AND s.sequence > $5 ORDER BY s.sequence LIMIT 100
            """,
            Pg.Uuid(database.Scope.Tenant.Value), Pg.Long(place.RunNo), Pg.Small(place.RetentionClass), Pg.Date(place.Week), Pg.Long(1000)));

        Assert.Matches(@"Index Scan using steps_90d_\d+_tenant_id_run_no_sequence_idx", plan);
        Assert.DoesNotContain("Append", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Sort", plan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_list_of_verdicts_walks_one_index_and_sorts_and_scans_nothing()
    {
        foreach (var query in VerdictLists.All)
        {
            await using var session = await SessionAsync();
            var plan = await ExplainAsync(session, VerdictList.Command(session, database.Scope, query, 51));
            Assert.Contains("Index Scan Backward using verdicts_", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("Sort", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("Seq Scan", plan, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_badges_of_a_page_are_one_look_up_a_run()
    {
        await using var session = await SessionAsync();
        var plan = await ExplainAsync(session, PostgresVerdictStore.Latest(session, database.Scope, Some.LintKind, [RunId.Parse("r1"), RunId.Parse("r2")]));

        Assert.Contains("Index Scan Backward using verdicts_run", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Sort", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan", plan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_baseline_walks_the_passes_of_its_fingerprint()
    {
        await using var session = await SessionAsync();
        var plan = await ExplainAsync(session, PostgresVerdictStore.Accepted(session, database.Scope, Some.LintKind, "fp", 10));

        Assert.Contains("Index Scan Backward using verdicts_accepted", plan, StringComparison.Ordinal);
        Assert.Contains("using verdicts_run on verdicts n", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Sort", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan", plan, StringComparison.Ordinal);
    }

    private static RunQuery Query(string which) => which switch
    {
        "all" => new RunQuery(),
        "one filter" => new RunQuery { Tool = "search" },
        "several filters" => new RunQuery { Tool = "search", Service = "svc", Tags = new Dictionary<string, string> { ["team"] = "a" } },
        "statuses" => new RunQuery { Statuses = [RunStatus.Failed, RunStatus.Ok, RunStatus.Running], Model = "m" },
        "a page further" => new RunQuery { Service = "svc", After = new RunCursor(Some.Noon, RunId.Parse("r")) },
        _ => new RunQuery { Service = "svc", Since = Some.At(0), Until = Some.At(9) },
    };

    private static async Task<string> ExplainAsync(TenantSession session, NpgsqlCommand command)
    {
        // On a few rows a sort costs as little as an index; the question is whether the index can give the order at all.
        await session.QueryAsync(
            session.Command("SELECT set_config('enable_sort', 'off', true), set_config('enable_bitmapscan', 'off', true)"), r => r.GetString(0), default);
        command.CommandText = "EXPLAIN " + command.CommandText;
        return string.Join('\n', await session.QueryAsync(command, r => r.GetString(0), default));
    }

    private async Task<string> PlanAsync(string which)
    {
        await using var session = await SessionAsync();
        var query = Query(which);
        List<Facet[]> walks = [.. Facet.Alternatives(query).Select(a => a.ToArray())];
        return await ExplainAsync(session, new RunList(session, database.Scope).Command(query, walks, 51));
    }

    private async Task<TenantSession> SessionAsync()
    {
        Assert.SkipWhen(PostgresServer.Missing is not null, PostgresServer.Missing ?? "");
        return await TenantSession.OpenAsync(database.Source, database.Scope.Tenant, default);
    }
}
