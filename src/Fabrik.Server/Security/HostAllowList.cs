using Fabrik.Server.Problems;
using Microsoft.AspNetCore.Http;

namespace Fabrik.Server.Security;

/// <summary>
/// Refuses requests whose Host is not ours. A page of a foreign site whose name was made to resolve to loopback
/// (DNS rebinding) sends its own name here and gets nothing.
/// </summary>
internal sealed class HostAllowList(RequestDelegate next, IReadOnlyList<string> allowed, bool loopbackOnly)
{
    private static readonly string[] LoopbackNames = ["localhost", "127.0.0.1", "[::1]"];

    public Task InvokeAsync(HttpContext context) => Allows(context.Request.Host.Host)
        ? next(context)
        : context.RefuseAsync(Refusals.ForeignHost);

    private bool Allows(string host)
    {
        if (allowed.Contains(host, StringComparer.OrdinalIgnoreCase)) return true;
        if (!loopbackOnly) return allowed.Count == 0;
        return LoopbackNames.Contains(host, StringComparer.OrdinalIgnoreCase);
    }
}
