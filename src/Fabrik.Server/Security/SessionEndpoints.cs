using Fabrik.Server.Http;
using Fabrik.Server.Problems;
using Fabrik.Store;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fabrik.Server.Security;

/// <summary>Signing in and out, and who one is.</summary>
internal static class SessionEndpoints
{
    public static void MapSession(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/login", Login.HandleAsync).ExcludeFromDescription().WithMetadata(new LoginPageFormat());
        routes.MapGet("/v1/session", ReadAsync).Described("getSession", "Session", "Who asks, and in which tenant and projects")
            .WithMetadata(Access.KeyOrSession).Answers<SessionView>().Refuses();
        routes.MapPost("/v1/session:logout", LogoutAsync).Described("logout", "Session", "Ends the session")
            .WithMetadata(Access.KeyOrSession).Answers(StatusCodes.Status204NoContent).Refuses(StatusCodes.Status403Forbidden);
    }

    private static async Task ReadAsync(HttpContext context, IFabrikStore store)
    {
        var caller = RequestScope.Of(context).Caller;
        var tenants = await store.Control.TenantsAsync(context.RequestAborted);
        var projects = await store.Control.ProjectsAsync(caller.Tenant, context.RequestAborted);
        await context.AnswerAsync(StatusCodes.Status200OK, new SessionView
        {
            User = caller.User,
            Tenant = new NamedView { Id = caller.Tenant.ToString(), Name = tenants.First(t => t.Id == caller.Tenant).Name },
            Projects =
            [
                .. projects.Where(p => caller.KeyProject is null || p.Id == caller.KeyProject)
                    .Select(p => new NamedView { Id = p.Id.Value, Name = p.Name }),
            ],
            CsrfToken = caller.CsrfToken,
            Version = ProductVersion.Text,
        });
    }

    private static async Task LogoutAsync(HttpContext context, IFabrikStore store)
    {
        var caller = RequestScope.Of(context).Caller;
        if (caller.Kind == CallerKind.Session) await store.Control.RemoveSessionAsync(caller.Secret, context.RequestAborted);
        SessionCookie.Clear(context.Response);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
