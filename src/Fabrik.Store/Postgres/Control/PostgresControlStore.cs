using System.Security.Cryptography;
using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Store.Control;
using Fabrik.Store.Evidence;
using Npgsql;

namespace Fabrik.Store.Postgres.Control;

internal sealed class PostgresControlStore(NpgsqlDataSource source, TimeProvider time) : IControlStore
{
    public async Task<Tenant> CreateTenantAsync(string name, ProjectId firstProject, CancellationToken cancellation)
    {
        var tenant = new Tenant(TenantId.New(time), StoredText.Clean(name), UnixTime.Now(time));
        await using var session = await TenantSession.OpenAsync(source, tenant.Id, cancellation);
        await session.ExecuteAsync(
            session.Command(
                "INSERT INTO tenants (tenant_id, name, created_at) VALUES ($1, $2, $3)",
                Pg.Uuid(tenant.Id.Value), Pg.Text(tenant.Name), Pg.Long(tenant.CreatedAt.Nanoseconds)),
            cancellation);
        await session.ExecuteAsync(
            session.Command(
                "INSERT INTO redaction_keys (tenant_id, redaction_key) VALUES ($1, $2)",
                Pg.Uuid(tenant.Id.Value), Pg.Bytes(RandomNumberGenerator.GetBytes(32))),
            cancellation);
        await InsertProjectAsync(session, new Project(tenant.Id, firstProject, firstProject.Value, tenant.CreatedAt), cancellation);
        await session.CommitAsync(cancellation);
        return tenant;
    }

    public async Task<IReadOnlyList<Tenant>> TenantsAsync(CancellationToken cancellation)
    {
        await using var session = await TenantSession.OpenListingAsync(source, cancellation);
        return await session.QueryAsync(
            session.Command("SELECT tenant_id, name, created_at FROM tenants ORDER BY created_at, added"),
            r => new Tenant(new TenantId(r.GetGuid(0)), r.GetString(1), Time(r, 2)),
            cancellation);
    }

    public async Task<bool> CreateProjectAsync(TenantId tenant, ProjectId project, string name, CancellationToken cancellation)
    {
        await using var session = await TenantSession.OpenAsync(source, tenant, cancellation);
        var made = await InsertProjectAsync(session, new Project(tenant, project, name, UnixTime.Now(time)), cancellation);
        await session.CommitAsync(cancellation);
        return made;
    }

    public async Task<IReadOnlyList<Project>> ProjectsAsync(TenantId tenant, CancellationToken cancellation)
    {
        await using var session = await TenantSession.OpenAsync(source, tenant, cancellation);
        return await session.QueryAsync(
            session.Command(
                "SELECT project_id, name, created_at FROM projects WHERE tenant_id = $1 ORDER BY created_at, added", Pg.Uuid(tenant.Value)),
            r => new Project(tenant, ProjectId.Parse(r.GetString(0)), r.GetString(1), Time(r, 2)),
            cancellation);
    }

    public async Task<byte[]> RedactionKeyAsync(TenantId tenant, CancellationToken cancellation)
    {
        await using var session = await TenantSession.OpenAsync(source, tenant, cancellation);
        var keys = await session.QueryAsync(
            session.Command("SELECT redaction_key FROM redaction_keys WHERE tenant_id = $1", Pg.Uuid(tenant.Value)),
            r => (byte[])r[0],
            cancellation);
        return keys.Count == 1 ? keys[0] : throw new InvalidOperationException($"There is no tenant {tenant}.");
    }

    public async Task AddApiKeyAsync(ApiKey key, SecretHash secret, CancellationToken cancellation)
    {
        await using var session = await TenantSession.OpenAsync(source, key.Tenant, cancellation);
        await session.ExecuteAsync(
            session.Command(
                """
                INSERT INTO api_keys (tenant_id, key_id, project_id, name, prefix, secret_hash, created_at, expires_at, revoked_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                """,
                Pg.Uuid(key.Tenant.Value), Pg.Uuid(key.Id), Pg.Text(key.Project.Value),
                Pg.Text(StoredText.Clean(key.Name)), Pg.Text(StoredText.Clean(key.Prefix)), Pg.Text(secret.Hex),
                Pg.Long(key.CreatedAt.Nanoseconds), Pg.Long(key.ExpiresAt?.Nanoseconds), Pg.Long(key.RevokedAt?.Nanoseconds)),
            cancellation);
        await session.CommitAsync(cancellation);
    }

    public async Task<ApiKey?> FindApiKeyAsync(SecretHash secret, UnixTime now, CancellationToken cancellation)
    {
        await using var session = await TenantSession.OpenAsync(source, secret, cancellation);
        var found = await session.QueryAsync(
            session.Command(
                $"{SelectKeys} WHERE secret_hash = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2)",
                Pg.Text(secret.Hex), Pg.Long(now.Nanoseconds)),
            ReadKey,
            cancellation);
        return found.FirstOrDefault();
    }

    public async Task<IReadOnlyList<ApiKey>> ApiKeysAsync(TenantId tenant, CancellationToken cancellation)
    {
        await using var session = await TenantSession.OpenAsync(source, tenant, cancellation);
        return await session.QueryAsync(
            session.Command($"{SelectKeys} WHERE tenant_id = $1 ORDER BY created_at, added", Pg.Uuid(tenant.Value)), ReadKey, cancellation);
    }

    public async Task<bool> RevokeApiKeyAsync(TenantId tenant, Guid key, UnixTime now, CancellationToken cancellation)
    {
        await using var session = await TenantSession.OpenAsync(source, tenant, cancellation);
        var changed = await session.ExecuteAsync(
            session.Command(
                "UPDATE api_keys SET revoked_at = coalesce(revoked_at, $3) WHERE tenant_id = $1 AND key_id = $2",
                Pg.Uuid(tenant.Value), Pg.Uuid(key), Pg.Long(now.Nanoseconds)),
            cancellation);
        await session.CommitAsync(cancellation);
        return changed == 1;
    }

    public async Task AddLoginLinkAsync(TenantId tenant, SecretHash secret, UnixTime expiresAt, CancellationToken cancellation)
    {
        await using var session = await TenantSession.OpenAsync(source, tenant, cancellation);
        await session.ExecuteAsync(
            session.Command(
                "DELETE FROM login_links WHERE tenant_id = $1 AND expires_at <= $2", Pg.Uuid(tenant.Value), Pg.Long(UnixTime.Now(time).Nanoseconds)),
            cancellation);
        await session.ExecuteAsync(
            session.Command(
                "INSERT INTO login_links (tenant_id, secret_hash, expires_at) VALUES ($1, $2, $3)",
                Pg.Uuid(tenant.Value), Pg.Text(secret.Hex), Pg.Long(expiresAt.Nanoseconds)),
            cancellation);
        await session.CommitAsync(cancellation);
    }

    // An expired link is removed too: it opens nothing.
    public async Task<TenantId?> ConsumeLoginLinkAsync(SecretHash secret, UnixTime now, CancellationToken cancellation)
    {
        await using var session = await TenantSession.OpenAsync(source, secret, cancellation);
        var links = await session.QueryAsync(
            session.Command("DELETE FROM login_links WHERE secret_hash = $1 RETURNING tenant_id, expires_at", Pg.Text(secret.Hex)),
            r => (Tenant: new TenantId(r.GetGuid(0)), ExpiresAt: Time(r, 1)),
            cancellation);
        await session.CommitAsync(cancellation);
        return links.Count > 0 && links[0].ExpiresAt > now ? links[0].Tenant : null;
    }

    public async Task AddSessionAsync(Session session, SecretHash secret, CancellationToken cancellation)
    {
        await using var open = await TenantSession.OpenAsync(source, session.Tenant, cancellation);
        await open.ExecuteAsync(
            open.Command(
                "DELETE FROM sessions WHERE tenant_id = $1 AND expires_at <= $2",
                Pg.Uuid(session.Tenant.Value), Pg.Long(UnixTime.Now(time).Nanoseconds)),
            cancellation);
        await open.ExecuteAsync(
            open.Command(
                "INSERT INTO sessions (tenant_id, secret_hash, user_name, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)",
                Pg.Uuid(session.Tenant.Value), Pg.Text(secret.Hex), Pg.Text(StoredText.Clean(session.User)),
                Pg.Long(session.CreatedAt.Nanoseconds), Pg.Long(session.ExpiresAt.Nanoseconds)),
            cancellation);
        await open.CommitAsync(cancellation);
    }

    public async Task<Session?> FindSessionAsync(SecretHash secret, UnixTime now, CancellationToken cancellation)
    {
        await using var session = await TenantSession.OpenAsync(source, secret, cancellation);
        var found = await session.QueryAsync(
            session.Command(
                "SELECT tenant_id, user_name, created_at, expires_at FROM sessions WHERE secret_hash = $1 AND expires_at > $2",
                Pg.Text(secret.Hex), Pg.Long(now.Nanoseconds)),
            r => new Session(new TenantId(r.GetGuid(0)), r.GetString(1), Time(r, 2), Time(r, 3)),
            cancellation);
        return found.FirstOrDefault();
    }

    public async Task RemoveSessionAsync(SecretHash secret, CancellationToken cancellation)
    {
        await using var session = await TenantSession.OpenAsync(source, secret, cancellation);
        await session.ExecuteAsync(session.Command("DELETE FROM sessions WHERE secret_hash = $1", Pg.Text(secret.Hex)), cancellation);
        await session.CommitAsync(cancellation);
    }

    private const string SelectKeys = "SELECT tenant_id, key_id, project_id, name, prefix, created_at, expires_at, revoked_at FROM api_keys";

    private static async Task<bool> InsertProjectAsync(TenantSession session, Project project, CancellationToken cancellation) =>
        await session.ExecuteAsync(
            session.Command(
                "INSERT INTO projects (tenant_id, project_id, name, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
                Pg.Uuid(project.Tenant.Value), Pg.Text(project.Id.Value),
                Pg.Text(StoredText.Clean(project.Name)), Pg.Long(project.CreatedAt.Nanoseconds)),
            cancellation) == 1;

    private static ApiKey ReadKey(NpgsqlDataReader r) => new(
        Id: r.GetGuid(1),
        Tenant: new TenantId(r.GetGuid(0)),
        Project: ProjectId.Parse(r.GetString(2)),
        Name: r.GetString(3),
        Prefix: r.GetString(4),
        CreatedAt: Time(r, 5),
        ExpiresAt: r.IsDBNull(6) ? null : Time(r, 6),
        RevokedAt: r.IsDBNull(7) ? null : Time(r, 7));

    private static UnixTime Time(NpgsqlDataReader reader, int column) => UnixTime.FromNanoseconds(reader.GetInt64(column));
}
