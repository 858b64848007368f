namespace Fabrik.Core.Scope;

/// <summary>Where a read or a write happens. Every store call takes one; nothing reads across two tenants.</summary>
public readonly record struct ProjectScope(TenantId Tenant, ProjectId Project);
