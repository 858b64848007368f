using Fabrik.Core.Scope;
using Fabrik.Store.Tests.Postgres;
using Fabrik.Testing.Postgres;
using Npgsql;

namespace Fabrik.Store.Tests.Isolation;

/// <summary>An attacker who can run any SQL as the application role, past the store and its code.</summary>
public abstract class PostgresRawProbes(PostgresFixture fixture)
{
    private protected const string Forbidden = PostgresErrorCodes.InsufficientPrivilege;

    private protected IFabrikStore Store => fixture.Store;

    private protected static async Task<NpgsqlDataSource> OneConnectionAsync() => NpgsqlDataSource.Create((await PostgresFixture.DatabaseAsync()).AppDsn + ";Maximum Pool Size=1");

    private protected static Task SetTenantAsync(NpgsqlConnection connection, string tenant) =>
        new NpgsqlCommand("SELECT set_config('app.tenant_id', $1, true)", connection) { Parameters = { new() { Value = tenant } } }.ExecuteNonQueryAsync();

    private protected static async Task<object?> ScalarAsync(NpgsqlDataSource app, string tenant, string sql)
    {
        await using var connection = await app.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await SetTenantAsync(connection, tenant);
        return await new NpgsqlCommand(sql, connection).ExecuteScalarAsync();
    }

    private protected static async Task<int> AffectedAsync(NpgsqlDataSource app, ProjectScope? scope, string sql)
    {
        await using var connection = await app.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        if (scope is { } known) await SetTenantAsync(connection, known.Tenant.ToString());
        return await new NpgsqlCommand(sql, connection).ExecuteNonQueryAsync();
    }

    private protected static Task RefusedAsync(NpgsqlDataSource app, ProjectScope scope, string sql, params string[] states) => RefusedAsync(app, scope.Tenant.ToString(), sql, states);

    private protected static async Task RefusedAsync(NpgsqlDataSource app, string tenant, string sql, params string[] states)
    {
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => ScalarAsync(app, tenant, sql));
        Assert.True((states is [] ? [Forbidden] : states).Contains(refusal.SqlState), $"{sql}: {refusal.SqlState} {refusal.MessageText}");
    }

    private protected static async Task<List<string>> ColumnsAsync(NpgsqlDataSource app, string table)
    {
        await using var command = app.CreateCommand(
            $"SELECT attname FROM pg_attribute WHERE attrelid = 'fabrik.{table}'::regclass AND attnum > 0 AND NOT attisdropped AND attidentity = '' AND attname <> 'tenant_id'");
        await using var reader = await command.ExecuteReaderAsync();
        var columns = new List<string>();
        while (await reader.ReadAsync()) columns.Add(reader.GetString(0));
        return columns;
    }

    private protected async Task RawAsync(Func<TwoTenants, NpgsqlDataSource, Task> probe)
    {
        var both = await TwoTenants.InAsync(fixture.Store);
        await both.AddCredentialsAsync();
        await using var app = NpgsqlDataSource.Create((await PostgresFixture.DatabaseAsync()).AppDsn);
        await probe(both, app);
    }

    /// <summary>The probe on every table that the catalogue has; afterwards the victim has what they had.</summary>
    private protected Task EachTableAsync(Func<TwoTenants, NpgsqlDataSource, string, Task> probe) => RawAsync(async (both, app) =>
    {
        var before = await both.AllAsync(both.Victim);
        foreach (var table in await LeakDetector.TablesAsync(app)) await probe(both, app, table);
        Assert.Equal(before, await both.AllAsync(both.Victim));
    });
}
