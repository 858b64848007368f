using Npgsql;

namespace Fabrik.Store.Postgres;

/// <summary>
/// Refuses to serve where row-level security would not bind: a role that bypasses it, a table that lacks it, a grant or a
/// policy that opens it, another schema version.
/// </summary>
internal static class PostgresGuard
{
    private const string Remedy = "Serve as a plain role that 'fabrik migrate' was given: "
        + "CREATE ROLE fabrik_app LOGIN PASSWORD '…' NOSUPERUSER NOBYPASSRLS NOCREATEROLE;";

    // Each row is one reason. Roles first: what they can do makes the rest moot.
    private const string Reasons = """
        WITH me AS (SELECT * FROM pg_roles WHERE rolname = current_user),
        schema_tables AS (
          SELECT c.oid, c.relname, c.relowner, c.relrowsecurity, c.relforcerowsecurity, c.relispartition FROM pg_class c
          WHERE c.relnamespace = 'fabrik'::regnamespace AND c.relkind IN ('r', 'p') AND c.relname <> 'schema_version'
        )
        SELECT 'role', format('the role %I is a superuser, whom row-level security does not bind', rolname) FROM me WHERE rolsuper
        UNION ALL
        SELECT 'role', format('the role %I has BYPASSRLS', rolname) FROM me WHERE rolbypassrls
        UNION ALL
        SELECT 'role', format('the role %I has CREATEROLE and can make itself a member of the owner', rolname) FROM me WHERE rolcreaterole
        UNION ALL
        SELECT DISTINCT 'role', format('the role %I owns the tables or is a member of their owner %I', current_user, pg_get_userbyid(o.owner))
        FROM (SELECT relowner AS owner FROM schema_tables UNION SELECT nspowner FROM pg_namespace WHERE nspname = 'fabrik') o
        WHERE pg_has_role(current_user, o.owner, 'MEMBER')
        UNION ALL
        SELECT 'role', format('the role %I is a member of %I, which gets around row-level security', current_user, r.rolname)
        FROM pg_roles r
        WHERE r.rolname <> current_user AND pg_has_role(current_user, r.oid, 'MEMBER')
          AND (r.rolsuper OR r.rolbypassrls OR r.rolcreaterole
            OR r.rolname IN ('pg_read_server_files', 'pg_write_server_files', 'pg_execute_server_program'))
        UNION ALL
        SELECT 'role', format('the role %I may %s %s', current_user, privilege, relname)
        FROM schema_tables, unnest('{TRUNCATE,REFERENCES,TRIGGER}'::text[]) AS privilege
        WHERE has_table_privilege(current_user, oid, privilege)
        UNION ALL
        SELECT 'role', format('the role %I may read the partition %I around its parent''s policy', current_user, relname)
        FROM schema_tables WHERE relispartition AND has_table_privilege(current_user, oid, 'SELECT')
        UNION ALL
        SELECT 'table', format('the table %I lacks row-level security, enabled and forced', relname)
        FROM schema_tables WHERE NOT (relrowsecurity AND relforcerowsecurity)
        UNION ALL
        SELECT 'table', format('the table %I has no policy ''tenant''', relname)
        FROM schema_tables t
        WHERE NOT EXISTS (
          SELECT FROM pg_policy p
          WHERE p.polrelid = t.oid AND p.polname = 'tenant' AND p.polcmd = '*' AND p.polpermissive AND p.polroles = '{0}'
            AND pg_get_expr(p.polqual, p.polrelid) LIKE '(tenant_id = ( SELECT %current_setting(''app.tenant_id''%'
            AND pg_get_expr(p.polwithcheck, p.polrelid) LIKE '(tenant_id = ( SELECT %current_setting(''app.tenant_id''%')
        UNION ALL
        SELECT 'table', format('the table %I has the policy %I, which is not of this build', t.relname, p.polname)
        FROM schema_tables t JOIN pg_policy p ON p.polrelid = t.oid
        WHERE p.polname <> 'tenant' AND p.polpermissive AND (t.relname, p.polname, p.polcmd) NOT IN (
          ('tenants', 'listing', 'r'), ('api_keys', 'secret_read', 'r'),
          ('login_links', 'secret_read', 'r'), ('login_links', 'secret_remove', 'd'),
          ('sessions', 'secret_read', 'r'), ('sessions', 'secret_remove', 'd'))
        UNION ALL
        SELECT 'table', format('the %s %I is not of this build and may show rows past their policy',
          CASE c.relkind WHEN 'v' THEN 'view' ELSE 'materialised view' END, c.relname)
        FROM pg_class c WHERE c.relnamespace = 'fabrik'::regnamespace AND c.relkind IN ('v', 'm')
        UNION ALL
        SELECT 'table', format('the function %s runs as its owner and is not of this build', p.oid::regprocedure)
        FROM pg_proc p WHERE p.pronamespace = 'fabrik'::regnamespace AND p.prosecdef AND p.proname <> 'ensure_partitions'
        """;

    /// <summary>Throws <see cref="StoreUnavailableException"/> with every reason not to serve.</summary>
    public static async Task RequireSafeAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await RequireVersionAsync(connection, cancellation);

        var (reasons, role) = (new List<string>(), false);
        await using var command = new NpgsqlCommand(Reasons, connection);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            role |= reader.GetString(0) == "role";
            reasons.Add(reader.GetString(1));
        }

        if (reasons.Count == 0) return;
        throw new StoreUnavailableException(
            $"Refusing to serve from PostgreSQL: {string.Join("; ", reasons.Take(10))}. "
            + (role ? Remedy : "Migrate again as the owner, or restore the schema from a backup and find out who changed it."));
    }

    private static async Task RequireVersionAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        int version;
        try
        {
            version = await PostgresMigrator.VersionAsync(connection, cancellation);
        }
        catch (PostgresException e) when (e.SqlState
            is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.InvalidSchemaName)
        {
            throw new StoreUnavailableException(
                $"The database holds no Fabrik schema that this role may use ({e.MessageText}). Run 'fabrik migrate' as the owner, naming this role.", e);
        }

        if (version > PostgresMigrations.Current) throw PostgresMigrator.Newer(version);
        if (version < PostgresMigrations.Current)
        {
            throw new StoreUnavailableException(
                $"The database has schema version {version}; this build needs {PostgresMigrations.Current}. Run 'fabrik migrate' as the owner.");
        }
    }
}
