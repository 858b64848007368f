using Fabrik.Core.Scope;

namespace Fabrik.Store.Postgres.Runs;

/// <summary>The numbers of a tenant that only grow, and where its new rows go today.</summary>
internal sealed class TenantHead
{
    public DateOnly Week { get; private init; }

    public short RetentionClass { get; private init; }

    public long Revision { get; set; }

    public long RunNo { get; set; }

    public long Logs { get; set; }

    public static async Task<TenantHead> ReadAsync(TenantSession session, TenantId tenant, CancellationToken cancellation)
    {
        var rows = await session.QueryAsync(
            session.Command(
                """
                SELECT date_trunc('week', now() AT TIME ZONE 'UTC')::date, coalesce(t.retention_class, 90),
                  coalesce(h.revision, 0), coalesce(h.run_no, 0), coalesce(h.logs, 0)
                FROM (SELECT) one LEFT JOIN tenants t ON t.tenant_id = $1 LEFT JOIN tenant_heads h ON h.tenant_id = $1
                """,
                Pg.Uuid(tenant.Value)),
            r => new TenantHead
            {
                Week = r.GetFieldValue<DateOnly>(0),
                RetentionClass = (short)r.GetInt32(1),
                Revision = r.GetInt64(2),
                RunNo = r.GetInt64(3),
                Logs = r.GetInt64(4),
            },
            cancellation);
        return rows[0];
    }

    public Task WriteAsync(TenantSession session, TenantId tenant, CancellationToken cancellation) => session.ExecuteAsync(
        session.Command(
            """
            INSERT INTO tenant_heads (tenant_id, revision, run_no, logs) VALUES ($1, $2, $3, $4)
            ON CONFLICT (tenant_id) DO UPDATE SET revision = excluded.revision, run_no = excluded.run_no, logs = excluded.logs
            """,
            Pg.Uuid(tenant.Value), Pg.Long(Revision), Pg.Long(RunNo), Pg.Long(Logs)),
        cancellation);
}
