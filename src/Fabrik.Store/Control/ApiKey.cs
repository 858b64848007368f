using Fabrik.Core.Scope;
using Fabrik.Core.Time;

namespace Fabrik.Store.Control;

/// <summary>A key as it is listed: its secret is not in here and can't be had again.</summary>
/// <param name="Prefix">The secret's first characters, to tell keys apart.</param>
public sealed record ApiKey(
    Guid Id, TenantId Tenant, ProjectId Project, string Name, string Prefix, UnixTime CreatedAt, UnixTime? ExpiresAt, UnixTime? RevokedAt);
