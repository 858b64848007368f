using Fabrik.Core.Scope;
using Fabrik.Core.Time;

namespace Fabrik.Store.Control;

public sealed record Project(TenantId Tenant, ProjectId Id, string Name, UnixTime CreatedAt);
