using Fabrik.Core.Scope;
using Npgsql;

namespace Fabrik.Store.Postgres;

/// <summary>
/// Inserts any number of a tenant's rows by one statement: a column is one array parameter. COPY would be faster,
/// but PostgreSQL refuses it on tables with row-level security.
/// </summary>
/// <param name="table">Its first column is <c>tenant_id</c>.</param>
/// <param name="suffix">What follows the rows: <c>ON CONFLICT …</c>, <c>RETURNING …</c>.</param>
internal sealed class UnnestInsert<TRow>(string table, string suffix, params UnnestColumn<TRow>[] columns)
{
    private readonly string _sql = $"""
        INSERT INTO {table} (tenant_id, {string.Join(", ", columns.Select(c => c.Name))})
        SELECT $1, u.* FROM unnest({string.Join(", ", columns.Select((_, i) => $"${i + 2}"))}) u {suffix}
        """;

    public NpgsqlCommand Command(TenantSession session, TenantId tenant, IReadOnlyList<TRow> rows)
    {
        var command = session.Command(_sql, Pg.Uuid(tenant.Value));
        foreach (var column in columns) command.Parameters.Add(column.Parameter(rows));
        return command;
    }

    public async Task ExecuteAsync(TenantSession session, TenantId tenant, IReadOnlyList<TRow> rows, CancellationToken cancellation)
    {
        if (rows.Count > 0) await session.ExecuteAsync(Command(session, tenant, rows), cancellation);
    }
}
