using Fabrik.Core.Scope;
using Microsoft.AspNetCore.Http;

namespace Fabrik.Server.Security;

/// <summary>Who asks and where it counts, as <see cref="CallerGate"/> established it.</summary>
internal sealed record RequestScope(Caller Caller, ProjectScope Scope)
{
    public static RequestScope Of(HttpContext context) => context.Features.Get<RequestScope>()
        ?? throw new InvalidOperationException("Only endpoints with Access have a scope.");
}
