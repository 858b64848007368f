using System.Net;
using Fabrik.Core.Time;
using Fabrik.Server.Problems;
using Fabrik.Store;
using Fabrik.Store.Control;
using Microsoft.AspNetCore.Http;

namespace Fabrik.Server.Security;

/// <summary><c>GET /login?token=…</c>: trades a one-time link for a session cookie.</summary>
internal static class Login
{
    public static async Task HandleAsync(HttpContext context, IFabrikStore store, TimeProvider time, LoginThrottle throttle)
    {
        var address = context.Connection.RemoteIpAddress ?? IPAddress.None;
        if (!throttle.Allows(address))
        {
            await context.RefuseAsync(Refusals.TooManyLogins);
            return;
        }

        var now = UnixTime.Now(time);
        string? token = context.Request.Query["token"];
        if (token is not { Length: > 0 and <= Secret.MaxLength }
            || await store.Control.ConsumeLoginLinkAsync(SecretHash.Of(token), now, context.RequestAborted) is not { } tenant)
        {
            throttle.Failed(address);
            await context.RefuseAsync(Refusals.LoginLinkSpent);
            return;
        }

        var secret = Secret.New(Secret.SessionPrefix);
        var session = new Session(tenant, "admin", now, now.Add(SessionCookie.Lifetime));
        await store.Control.AddSessionAsync(session, SecretHash.Of(secret), CancellationToken.None);
        SessionCookie.Write(context.Response, secret);
        context.Response.StatusCode = StatusCodes.Status303SeeOther;
        context.Response.Headers.Location = "/";
    }
}
