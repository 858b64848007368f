using Fabrik.Core.Scope;
using Fabrik.Core.Time;

namespace Fabrik.Store.Control;

/// <summary>Tenants, projects and credentials. Credentials are found by the hash of the secret presented, and by nothing else.</summary>
public interface IControlStore
{
    /// <summary>Makes the tenant with its first project and a fresh redaction key.</summary>
    Task<Tenant> CreateTenantAsync(string name, ProjectId firstProject, CancellationToken cancellation);

    /// <summary>Oldest first.</summary>
    Task<IReadOnlyList<Tenant>> TenantsAsync(CancellationToken cancellation);

    /// <summary>False when the project is there already.</summary>
    Task<bool> CreateProjectAsync(TenantId tenant, ProjectId project, string name, CancellationToken cancellation);

    /// <summary>Oldest first.</summary>
    Task<IReadOnlyList<Project>> ProjectsAsync(TenantId tenant, CancellationToken cancellation);

    /// <summary>32 bytes, known to this tenant's redaction only.</summary>
    Task<byte[]> RedactionKeyAsync(TenantId tenant, CancellationToken cancellation);

    Task AddApiKeyAsync(ApiKey key, SecretHash secret, CancellationToken cancellation);

    /// <summary>Null when unknown, revoked or expired at <paramref name="now"/>.</summary>
    Task<ApiKey?> FindApiKeyAsync(SecretHash secret, UnixTime now, CancellationToken cancellation);

    Task<IReadOnlyList<ApiKey>> ApiKeysAsync(TenantId tenant, CancellationToken cancellation);

    /// <summary>False when the tenant has no such key.</summary>
    Task<bool> RevokeApiKeyAsync(TenantId tenant, Guid key, UnixTime now, CancellationToken cancellation);

    Task AddLoginLinkAsync(TenantId tenant, SecretHash secret, UnixTime expiresAt, CancellationToken cancellation);

    /// <summary>Uses the link up, atomically: of many callers one gets the tenant, the others null.</summary>
    Task<TenantId?> ConsumeLoginLinkAsync(SecretHash secret, UnixTime now, CancellationToken cancellation);

    Task AddSessionAsync(Session session, SecretHash secret, CancellationToken cancellation);

    /// <summary>Null when unknown or expired.</summary>
    Task<Session?> FindSessionAsync(SecretHash secret, UnixTime now, CancellationToken cancellation);

    Task RemoveSessionAsync(SecretHash secret, CancellationToken cancellation);
}
