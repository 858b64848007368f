using Fabrik.Core.Scope;

namespace Fabrik.Server.Hosting;

/// <param name="Project">The tenant's first project.</param>
/// <param name="ApiKey">The first API key, on the very first start only.</param>
/// <param name="LoginToken">Signs one browser in, once: <c>{api}/login?token={LoginToken}</c>.</param>
public sealed record FirstStartResult(TenantId Tenant, ProjectId Project, string? ApiKey, string LoginToken);
