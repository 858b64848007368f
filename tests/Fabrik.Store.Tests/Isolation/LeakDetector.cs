using Fabrik.Core.Scope;
using Npgsql;

namespace Fabrik.Store.Tests.Isolation;

/// <summary>
/// Looks, as the application role and with plain SQL, through every table that the catalogue names. It finds rows shown
/// without a tenant, rows of another tenant, and tables that hide a tenant's own rows.
/// </summary>
internal static class LeakDetector
{
    /// <summary>Tables and partitioned tables of the schema; partitions apart.</summary>
    public static async Task<List<string>> TablesAsync(NpgsqlDataSource source, bool partitions = false)
    {
        await using var command = source.CreateCommand(
            $"""
            SELECT relname FROM pg_class WHERE relnamespace = 'fabrik'::regnamespace AND relkind IN ('r', 'p')
              AND relispartition = {partitions} AND relname <> 'schema_version' ORDER BY relname
            """);
        await using var reader = await command.ExecuteReaderAsync();
        var tables = new List<string>();
        while (await reader.ReadAsync()) tables.Add(reader.GetString(0));
        return tables;
    }

    public static async Task<List<string>> FindAsync(NpgsqlDataSource app, TenantId victim, TenantId attacker)
    {
        var leaks = new List<string>();
        foreach (var table in await TablesAsync(app))
        {
            if (await CountAsync(app, null, table, "true") is var open and not 0) leaks.Add($"{table}: {open} rows without a tenant");
            if (await CountAsync(app, attacker, table, $"tenant_id = '{victim}'") is var seen and not 0) leaks.Add($"{table}: {seen} rows of the victim");
            if (await CountAsync(app, attacker, table, $"tenant_id <> '{attacker}'") is var others and not 0) leaks.Add($"{table}: {others} rows of others");
            if (await CountAsync(app, victim, table, "true") == 0) leaks.Add($"{table}: hides the victim's rows from the victim");
        }

        return leaks;
    }

    private static async Task<long> CountAsync(NpgsqlDataSource source, TenantId? tenant, string table, string condition)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        if (tenant is { } id) await new NpgsqlCommand($"SELECT set_config('app.tenant_id', '{id}', true)", connection).ExecuteNonQueryAsync();
        return (long)(await new NpgsqlCommand($"SELECT count(*) FROM fabrik.{table} WHERE {condition}", connection).ExecuteScalarAsync())!;
    }
}
