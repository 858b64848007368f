using Fabrik.Core.Scope;
using Fabrik.Core.Time;

namespace Fabrik.Store.Control;

/// <summary>A signed-in browser.</summary>
/// <param name="User">Who, for people: <c>admin</c> for a login link.</param>
public sealed record Session(TenantId Tenant, string User, UnixTime CreatedAt, UnixTime ExpiresAt);
