using Fabrik.Core.Scope;
using Fabrik.Core.Time;

namespace Fabrik.Store.Control;

/// <param name="Name">For people only; never part of a path or a key.</param>
public sealed record Tenant(TenantId Id, string Name, UnixTime CreatedAt);
