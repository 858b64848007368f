using Fabrik.Core.Scope;
using Fabrik.Store.Control;
using Npgsql;

namespace Fabrik.Store.Postgres;

/// <summary>
/// A transaction that sees one tenant's rows: the only way to the database. The tenant is set for the transaction alone,
/// so a pooled connection never carries it on. Disposed without <see cref="CommitAsync"/>, it is rolled back.
/// Every statement here is written for look-ups in indexes that lead with the tenant; the planner is kept from reading whole
/// tables, which it would otherwise do where it has no statistics yet, and from compiling what runs for a millisecond.
/// </summary>
internal sealed class TenantSession : IAsyncDisposable
{
    private const string Begin = """
        SELECT set_config($1, $2, true),
          set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true), set_config('jit', 'off', true)
        """;

    private readonly NpgsqlConnection _connection;
    private readonly NpgsqlTransaction _transaction;

    private TenantSession(NpgsqlConnection connection, NpgsqlTransaction transaction) =>
        (_connection, _transaction) = (connection, transaction);

    public static Task<TenantSession> OpenAsync(NpgsqlDataSource source, TenantId tenant, CancellationToken cancellation) =>
        OpenAsync(source, "app.tenant_id", tenant.ToString(), cancellation);

    /// <summary>Sees the one credential that the secret opens, whoever's it is.</summary>
    public static Task<TenantSession> OpenAsync(NpgsqlDataSource source, SecretHash secret, CancellationToken cancellation) =>
        OpenAsync(source, "app.secret_hash", secret.Hex, cancellation);

    /// <summary>Sees the list of tenants and nothing of theirs.</summary>
    public static Task<TenantSession> OpenListingAsync(NpgsqlDataSource source, CancellationToken cancellation) =>
        OpenAsync(source, "app.listing", "tenants", cancellation);

    /// <summary>A command in this transaction; parameters are positional, <c>$1</c> first.</summary>
    public NpgsqlCommand Command(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlCommand(sql, _connection, _transaction);
        foreach (var parameter in parameters) command.Parameters.Add(parameter);
        return command;
    }

    public async Task<int> ExecuteAsync(NpgsqlCommand command, CancellationToken cancellation)
    {
        await using (command) return await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>What <paramref name="read"/> makes of each row, in order.</summary>
    public async Task<List<T>> QueryAsync<T>(NpgsqlCommand command, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        await using (command)
        {
            await using var reader = await command.ExecuteReaderAsync(cancellation);
            var rows = new List<T>();
            while (await reader.ReadAsync(cancellation)) rows.Add(read(reader));
            return rows;
        }
    }

    public Task CommitAsync(CancellationToken cancellation) => _transaction.CommitAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        await _transaction.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private static async Task<TenantSession> OpenAsync(NpgsqlDataSource source, string setting, string value, CancellationToken cancellation)
    {
        var connection = await source.OpenConnectionAsync(cancellation);
        try
        {
            var transaction = await connection.BeginTransactionAsync(cancellation);
            var session = new TenantSession(connection, transaction);
            await session.ExecuteAsync(session.Command(Begin, Pg.Text(setting), Pg.Text(value)), cancellation);
            return session;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
