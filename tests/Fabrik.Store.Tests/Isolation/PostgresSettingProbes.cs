using Fabrik.Store.Control;
using Fabrik.Store.Tests.Postgres;
using Fabrik.Testing.Postgres;
using Npgsql;

namespace Fabrik.Store.Tests.Isolation;

/// <summary>What raw SQL may try with the settings that name a tenant or a secret, and with pooled connections.</summary>
public sealed class PostgresSettingProbes(PostgresFixture fixture) : PostgresRawProbes(fixture), IClassFixture<PostgresFixture>
{
    [Fact]
    public Task A_tenant_setting_that_is_empty_or_no_uuid_shows_nothing() => RawAsync(async (_, app) =>
    {
        Assert.Equal(0L, await ScalarAsync(app, "", "SELECT count(*) FROM fabrik.runs"));
        await RefusedAsync(app, "' OR true --", "SELECT count(*) FROM fabrik.runs", PostgresErrorCodes.InvalidTextRepresentation);
        await RefusedAsync(app, "%", "SELECT count(*) FROM fabrik.runs", PostgresErrorCodes.InvalidTextRepresentation);
    });

    [Fact]
    public async Task The_tenant_of_one_transaction_is_not_there_in_the_next_of_the_same_connection()
    {
        var both = await TwoTenants.InAsync(Store);
        await using var app = await OneConnectionAsync();
        await using var connection = await app.OpenConnectionAsync();
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await SetTenantAsync(connection, both.Victim.Tenant.ToString());
            await transaction.CommitAsync();
        }

        Assert.Equal(0L, await new NpgsqlCommand("SELECT count(*) FROM fabrik.runs", connection).ExecuteScalarAsync());
    }

    [Fact]
    public async Task A_tenant_rolled_back_to_a_savepoint_is_gone()
    {
        var both = await TwoTenants.InAsync(Store);
        await using var app = await OneConnectionAsync();
        await using var connection = await app.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await SetTenantAsync(connection, both.Attacker.Tenant.ToString());
        await transaction.SaveAsync("before");
        await SetTenantAsync(connection, both.Victim.Tenant.ToString());
        await transaction.RollbackAsync("before");
        Assert.Equal(0L, await new NpgsqlCommand($"SELECT count(*) FROM fabrik.runs WHERE tenant_id = '{both.Victim.Tenant}'", connection).ExecuteScalarAsync());
        Assert.Equal(2L, await new NpgsqlCommand("SELECT count(*) FROM fabrik.runs", connection).ExecuteScalarAsync());
    }

    [Fact]
    public async Task A_tenant_set_for_the_whole_session_is_gone_when_the_pool_hands_the_connection_on()
    {
        var both = await TwoTenants.InAsync(Store);
        await using var app = await OneConnectionAsync();
        int first;
        await using (var spoofed = await app.OpenConnectionAsync())
        {
            first = spoofed.ProcessID;
            await new NpgsqlCommand($"SELECT set_config('app.tenant_id', '{both.Victim.Tenant}', false)", spoofed).ExecuteNonQueryAsync();
            await new NpgsqlCommand("PREPARE spy AS SELECT count(*) FROM fabrik.runs", spoofed).ExecuteNonQueryAsync();
        }

        await using var next = await app.OpenConnectionAsync();
        Assert.Equal(first, next.ProcessID);
        Assert.Equal(0L, await new NpgsqlCommand("SELECT count(*) FROM fabrik.runs", next).ExecuteScalarAsync());
        await using var transaction = await next.BeginTransactionAsync();
        await SetTenantAsync(next, both.Attacker.Tenant.ToString());
        Assert.Equal(0L, await new NpgsqlCommand($"SELECT count(*) FROM fabrik.runs WHERE tenant_id = '{both.Victim.Tenant}'", next).ExecuteScalarAsync());
    }

    [Fact]
    public async Task A_prepared_plan_follows_the_tenant_of_its_transaction()
    {
        var both = await TwoTenants.InAsync(Store);
        await using var app = await OneConnectionAsync();
        await using var connection = await app.OpenConnectionAsync();
        await using var count = new NpgsqlCommand("SELECT count(*) FROM fabrik.steps WHERE name LIKE 'VICTIM%'", connection);
        await count.PrepareAsync();
        for (var i = 0; i < 8; i++)
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await SetTenantAsync(connection, (i % 2 == 0 ? both.Victim : both.Attacker).Tenant.ToString());
            Assert.Equal(i % 2 == 0 ? 5L : 0L, await count.ExecuteScalarAsync());
        }
    }

    [Fact]
    public Task A_secret_hash_opens_its_one_row_and_nothing_else() => RawAsync(async (both, app) =>
    {
        var (victimKey, _) = await both.AddCredentialsAsync();
        await using var connection = await app.OpenConnectionAsync();
        foreach (var (hash, rows) in ((string, long)[])[(SecretHash.Of(victimKey).Hex, 1L), ("%", 0L), ("", 0L), (SecretHash.Of("guess").Hex, 0L)])
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await new NpgsqlCommand($"SELECT set_config('app.secret_hash', '{hash}', true)", connection).ExecuteNonQueryAsync();
            foreach (var table in await LeakDetector.TablesAsync(app))
                Assert.Equal(table == "api_keys" ? rows : 0L, await new NpgsqlCommand($"SELECT count(*) FROM fabrik.{table}", connection).ExecuteScalarAsync());
            Assert.Equal(0, await new NpgsqlCommand("UPDATE fabrik.api_keys SET revoked_at = NULL", connection).ExecuteNonQueryAsync());
            Assert.Equal(0, await new NpgsqlCommand("DELETE FROM fabrik.api_keys", connection).ExecuteNonQueryAsync());
        }
    });

    [Fact]
    public Task Listing_tenants_shows_names_and_no_table_but_theirs() => RawAsync(async (both, app) =>
    {
        await using var connection = await app.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await new NpgsqlCommand("SELECT set_config('app.listing', 'tenants', true)", connection).ExecuteNonQueryAsync();
        foreach (var table in await LeakDetector.TablesAsync(app))
        {
            var rows = (long)(await new NpgsqlCommand($"SELECT count(*) FROM fabrik.{table}", connection).ExecuteScalarAsync())!;
            Assert.Equal(table == "tenants", rows > 0);
        }

        Assert.Equal(0, await new NpgsqlCommand("UPDATE fabrik.tenants SET name = 'renamed'", connection).ExecuteNonQueryAsync());
        Assert.Equal(0, await new NpgsqlCommand("DELETE FROM fabrik.tenants", connection).ExecuteNonQueryAsync());
    });
}
