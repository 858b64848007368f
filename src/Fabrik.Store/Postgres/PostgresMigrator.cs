using Npgsql;

namespace Fabrik.Store.Postgres;

/// <summary>Brings the schema to this build's version, as its owner, and grants the application role what it needs and no more.</summary>
internal static class PostgresMigrator
{
    // Any fixed number that nothing else locks: two migrators take turns.
    private const long Lock = 0x66616272696b_01;

    /// <param name="upTo">The version to stop at: tests start from each earlier one.</param>
    public static async Task RunAsync(string ownerDsn, string appRole, int upTo, CancellationToken cancellation)
    {
        await using var source = PostgresSource.Build(ownerDsn);
        await using var connection = await PostgresSource.ConnectAsync(source, cancellation);
        await RequireRoleAsync(connection, appRole, cancellation);
        await ExecuteAsync(connection, $"SELECT pg_advisory_lock({Lock})", cancellation);

        await ExecuteAsync(
            connection,
            """
            SET client_min_messages = warning;
            CREATE SCHEMA IF NOT EXISTS fabrik;
            CREATE TABLE IF NOT EXISTS fabrik.schema_version (
              version integer PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now());
            """,
            cancellation);
        var present = await VersionAsync(connection, cancellation);
        if (present > PostgresMigrations.Current) throw Newer(present);

        foreach (var (version, name, sql) in PostgresMigrations.All)
        {
            if (version <= present || version > upTo) continue;
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            await ExecuteAsync(connection, sql, cancellation);
            const string insert = "INSERT INTO fabrik.schema_version (version, name) VALUES ($1, $2)";
            await using (var record = new NpgsqlCommand(insert, connection, transaction))
            {
                record.Parameters.Add(Pg.Int(version));
                record.Parameters.Add(Pg.Text(name));
                await record.ExecuteNonQueryAsync(cancellation);
            }

            await transaction.CommitAsync(cancellation);
        }

        if (upTo >= PostgresMigrations.Current) await GrantAsync(connection, appRole, cancellation);
    }

    /// <summary>0 for an empty schema.</summary>
    public static async Task<int> VersionAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("SELECT coalesce(max(version), 0) FROM fabrik.schema_version", connection);
        return (int)(await command.ExecuteScalarAsync(cancellation))!;
    }

    public static StoreUnavailableException Newer(int present) => new(
        $"The database has schema version {present}; this build knows up to {PostgresMigrations.Current}. Run the newer Fabrik that made it.");

    private static async Task RequireRoleAsync(NpgsqlConnection connection, string appRole, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("SELECT current_user::text, EXISTS (SELECT FROM pg_roles WHERE rolname = $1)", connection);
        command.Parameters.Add(Pg.Text(appRole));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        await reader.ReadAsync(cancellation);
        if (!reader.GetBoolean(1))
        {
            throw new StoreUnavailableException(
                $"The application role '{appRole}' does not exist. Make it first: "
                + $"CREATE ROLE {Quote(appRole)} LOGIN PASSWORD '…' NOSUPERUSER NOBYPASSRLS NOCREATEROLE;");
        }

        if (reader.GetString(0) == appRole)
        {
            throw new StoreUnavailableException(
                $"'{appRole}' can't own the schema and serve from it: row-level security must bind the role that serves. Migrate as another role.");
        }
    }

    private static async Task GrantAsync(NpgsqlConnection connection, string appRole, CancellationToken cancellation)
    {
        var role = Quote(appRole);
        await ExecuteAsync(
            connection,
            $"""
            REVOKE ALL ON SCHEMA fabrik FROM PUBLIC;
            REVOKE ALL ON ALL TABLES IN SCHEMA fabrik FROM PUBLIC, {role};
            REVOKE ALL ON ALL SEQUENCES IN SCHEMA fabrik FROM PUBLIC, {role};
            REVOKE ALL ON ALL FUNCTIONS IN SCHEMA fabrik FROM PUBLIC, {role};
            GRANT USAGE ON SCHEMA fabrik TO {role};
            GRANT EXECUTE ON FUNCTION fabrik.ensure_partitions() TO {role};
            GRANT SELECT ON fabrik.schema_version TO {role};
            DO $do$
            DECLARE target regclass;
            BEGIN
              -- Partitions get no grant: the only way to them is through their parent and its policy.
              FOR target IN
                SELECT oid FROM pg_class
                WHERE relnamespace = 'fabrik'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition AND relname <> 'schema_version'
              LOOP
                EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO %I', target, {Literal(appRole)});
              END LOOP;
            END $do$;
            SELECT fabrik.ensure_partitions();
            """,
            cancellation);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    private static string Quote(string identifier) => $"\"{identifier.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
