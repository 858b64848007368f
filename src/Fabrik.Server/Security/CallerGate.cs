using Fabrik.Core.Scope;
using Fabrik.Server.Problems;
using Fabrik.Store;
using Microsoft.AspNetCore.Http;

namespace Fabrik.Server.Security;

/// <summary>
/// Lets a request through to an endpoint with <see cref="Access"/>: credentials, CSRF for sessions that change something,
/// then the project. What it finds is on the request as <see cref="RequestScope"/>.
/// </summary>
internal sealed class CallerGate(RequestDelegate next, Authenticator authenticator, IFabrikStore store)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<Access>() is not { } access)
        {
            await next(context);
            return;
        }

        var request = context.Request;
        if (await authenticator.FindAsync(request, access.SessionsToo, context.RequestAborted) is not { } caller)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer realm=\"fabrik\"";
            await context.RefuseAsync(Credentials.Presented(request.Headers) ? Refusals.BadCredentials : Refusals.NoCredentials);
            return;
        }

        if (caller.CsrfToken is { } expected && !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method)
            && (!SameOrigin.Holds(request) || !CsrfToken.Matches(expected, request.Headers[CsrfToken.Header])))
        {
            await context.RefuseAsync(Refusals.CrossSite);
            return;
        }

        if (await ProjectAsync(caller, request) is not { } project)
        {
            await context.RefuseAsync(Refusals.NotFound("project"));
            return;
        }

        context.Features.Set(new RequestScope(caller, new ProjectScope(caller.Tenant, project)));
        await next(context);
    }

    private async ValueTask<ProjectId?> ProjectAsync(Caller caller, HttpRequest request)
    {
        var named = request.Query.TryGetValue("project", out var text);
        if (named && !ProjectId.TryParse(text, out _)) return null;
        if (caller.KeyProject is { } own) return !named || own.Value == text ? own : null;

        var projects = await store.Control.ProjectsAsync(caller.Tenant, request.HttpContext.RequestAborted);
        var found = named ? projects.FirstOrDefault(p => p.Id.Value == text) : projects.FirstOrDefault();
        return found?.Id;
    }
}
