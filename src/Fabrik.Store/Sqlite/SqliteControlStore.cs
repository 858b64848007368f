using System.Security.Cryptography;
using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Store.Control;
using Fabrik.Store.Evidence;

namespace Fabrik.Store.Sqlite;

internal sealed class SqliteControlStore(DatabaseFile control, TenantFiles tenants, TimeProvider time) : IControlStore
{
    private const int RedactionKeySize = 32;
    private const string KeyColumns = "tenant, id, project, name, prefix, created_at, expires_at, revoked_at";

    public async Task<Tenant> CreateTenantAsync(string name, ProjectId firstProject, CancellationToken cancellation)
    {
        var tenant = new Tenant(TenantId.New(time), StoredText.Clean(name), UnixTime.Now(time));

        // The file first: a tenant that is listed must have one, a file without a tenant harms nobody.
        tenants.Create(tenant.Id);
        await control.WriteAsync(database =>
        {
            database.Prepare("INSERT INTO tenants (id, name, created_at, redaction_key) VALUES (?, ?, ?, ?)")
                .Bind(tenant.Id.ToString())
                .Bind(tenant.Name).Bind(tenant.CreatedAt.Nanoseconds).BindBlob(RandomNumberGenerator.GetBytes(RedactionKeySize)).Run();
            return InsertProject(database, tenant.Id, firstProject, firstProject.Value, tenant.CreatedAt);
        }, cancellation);
        return tenant;
    }

    public Task<IReadOnlyList<Tenant>> TenantsAsync(CancellationToken cancellation) => control.ReadAsync<IReadOnlyList<Tenant>>(database =>
    {
        var found = new List<Tenant>();
        var rows = database.Prepare("SELECT id, name, created_at FROM tenants ORDER BY created_at, id");
        while (rows.Step()) found.Add(new Tenant(ReadTenant(rows, 0), rows.Text(1), UnixTime.FromNanoseconds(rows.Long(2))));
        rows.End();
        return found;
    }, cancellation);

    public Task<bool> CreateProjectAsync(TenantId tenant, ProjectId project, string name, CancellationToken cancellation) =>
        control.WriteAsync(database => InsertProject(database, tenant, project, StoredText.Clean(name), UnixTime.Now(time)), cancellation);

    public Task<IReadOnlyList<Project>> ProjectsAsync(
        TenantId tenant, CancellationToken cancellation) => control.ReadAsync<IReadOnlyList<Project>>(database =>
    {
        var found = new List<Project>();
        var rows = database.Prepare("SELECT id, name, created_at FROM projects WHERE tenant = ? ORDER BY created_at, id")
            .Bind(tenant.ToString());
        while (rows.Step()) found.Add(new Project(tenant, ProjectId.Parse(rows.Text(0)), rows.Text(1), UnixTime.FromNanoseconds(rows.Long(2))));
        rows.End();
        return found;
    }, cancellation);

    public Task<byte[]> RedactionKeyAsync(TenantId tenant, CancellationToken cancellation) => control.ReadAsync(database =>
    {
        var row = database.Prepare("SELECT redaction_key FROM tenants WHERE id = ?").Bind(tenant.ToString());
        if (!row.Step()) throw new InvalidOperationException($"There is no tenant {tenant}.");
        var key = row.Blob(0).ToArray();
        row.End();
        return key;
    }, cancellation);

    public Task AddApiKeyAsync(ApiKey key, SecretHash secret, CancellationToken cancellation) => control.WriteAsync(database =>
        database.Prepare($"INSERT INTO api_keys ({KeyColumns}, secret) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")
            .Bind(key.Tenant.ToString())
            .Bind(key.Id.ToString("D")).Bind(key.Project.Value).Bind(StoredText.Clean(key.Name)).Bind(StoredText.Clean(key.Prefix))
            .Bind(key.CreatedAt.Nanoseconds)
            .Bind(key.ExpiresAt?.Nanoseconds).Bind(key.RevokedAt?.Nanoseconds).Bind(secret.Hex).Run(), cancellation);

    public Task<ApiKey?> FindApiKeyAsync(SecretHash secret, UnixTime now, CancellationToken cancellation) => control.ReadAsync(database =>
    {
        var row = database.Prepare(
            $"SELECT {KeyColumns} FROM api_keys WHERE secret = ? AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > ?)")
            .Bind(secret.Hex).Bind(now.Nanoseconds);
        var key = row.Step() ? ReadKey(row) : null;
        row.End();
        return key;
    }, cancellation);

    public Task<IReadOnlyList<ApiKey>> ApiKeysAsync(
        TenantId tenant, CancellationToken cancellation) => control.ReadAsync<IReadOnlyList<ApiKey>>(database =>
    {
        var found = new List<ApiKey>();
        var rows = database.Prepare($"SELECT {KeyColumns} FROM api_keys WHERE tenant = ? ORDER BY created_at, id").Bind(tenant.ToString());
        while (rows.Step()) found.Add(ReadKey(rows));
        rows.End();
        return found;
    }, cancellation);

    public Task<bool> RevokeApiKeyAsync(TenantId tenant, Guid key, UnixTime now, CancellationToken cancellation) => control.WriteAsync(database =>
        database.Prepare("UPDATE api_keys SET revoked_at = coalesce(revoked_at, ?) WHERE tenant = ? AND id = ?")
            .Bind(now.Nanoseconds).Bind(tenant.ToString()).Bind(key.ToString("D")).Run() == 1, cancellation);

    public Task AddLoginLinkAsync(
        TenantId tenant, SecretHash secret, UnixTime expiresAt, CancellationToken cancellation) => control.WriteAsync(database =>
    {
        database.Prepare("DELETE FROM login_links WHERE expires_at <= ?").Bind(UnixTime.Now(time).Nanoseconds).Run();
        return database.Prepare("INSERT INTO login_links (secret, tenant, expires_at) VALUES (?, ?, ?)")
            .Bind(secret.Hex).Bind(tenant.ToString()).Bind(expiresAt.Nanoseconds).Run();
    }, cancellation);

    public Task<TenantId?> ConsumeLoginLinkAsync(SecretHash secret, UnixTime now, CancellationToken cancellation) => control.WriteAsync(database =>
    {
        var row = database.Prepare("DELETE FROM login_links WHERE secret = ? RETURNING tenant, expires_at").Bind(secret.Hex);
        TenantId? tenant = row.Step() && row.Long(1) > now.Nanoseconds ? ReadTenant(row, 0) : null;
        row.End();
        return tenant;
    }, cancellation);

    public Task AddSessionAsync(Session session, SecretHash secret, CancellationToken cancellation) => control.WriteAsync(database =>
    {
        database.Prepare("DELETE FROM sessions WHERE expires_at <= ?").Bind(UnixTime.Now(time).Nanoseconds).Run();
        return database.Prepare("INSERT INTO sessions (secret, tenant, user_name, created_at, expires_at) VALUES (?, ?, ?, ?, ?)")
            .Bind(secret.Hex)
            .Bind(session.Tenant.ToString()).Bind(StoredText.Clean(session.User)).Bind(session.CreatedAt.Nanoseconds)
            .Bind(session.ExpiresAt.Nanoseconds).Run();
    }, cancellation);

    public Task<Session?> FindSessionAsync(SecretHash secret, UnixTime now, CancellationToken cancellation) => control.ReadAsync(database =>
    {
        var row = database.Prepare("SELECT tenant, user_name, created_at, expires_at FROM sessions WHERE secret = ? AND expires_at > ?")
            .Bind(secret.Hex).Bind(now.Nanoseconds);
        var session = row.Step()
            ? new Session(ReadTenant(row, 0), row.Text(1), UnixTime.FromNanoseconds(row.Long(2)), UnixTime.FromNanoseconds(row.Long(3)))
            : null;
        row.End();
        return session;
    }, cancellation);

    public Task RemoveSessionAsync(SecretHash secret, CancellationToken cancellation) =>
        control.WriteAsync(database => database.Prepare("DELETE FROM sessions WHERE secret = ?").Bind(secret.Hex).Run(), cancellation);

    private static bool InsertProject(Database database, TenantId tenant, ProjectId project, string name, UnixTime now) =>
        database.Prepare("INSERT INTO projects (tenant, id, name, created_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING")
            .Bind(tenant.ToString()).Bind(project.Value).Bind(name).Bind(now.Nanoseconds).Run() == 1;

    private static TenantId ReadTenant(Statement row, int column) =>
        TenantId.TryParse(row.Text(column), out var tenant) ? tenant : throw new InvalidDataException("A stored tenant id is damaged.");

    private static ApiKey ReadKey(Statement row) => new(
        Guid.ParseExact(row.Text(1), "D"), ReadTenant(row, 0), ProjectId.Parse(row.Text(2)), row.Text(3), row.Text(4),
        UnixTime.FromNanoseconds(row.Long(5)), Columnar.Time(row, 6), Columnar.Time(row, 7));
}
