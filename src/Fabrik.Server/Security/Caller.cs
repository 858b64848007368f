using Fabrik.Core.Scope;
using Fabrik.Store.Control;

namespace Fabrik.Server.Security;

/// <summary>Who asks, known from credentials alone.</summary>
/// <param name="KeyProject">The project of an API key; null for a session, which may name any of its tenant.</param>
/// <param name="User">For people: <c>admin</c>, or the key's name.</param>
/// <param name="Secret">What was presented, hashed, to ask again whether it still holds.</param>
/// <param name="CsrfToken">What a session must send with a change; null for keys.</param>
internal sealed record Caller(CallerKind Kind, TenantId Tenant, ProjectId? KeyProject, string User, SecretHash Secret, string? CsrfToken);
