using System.Diagnostics;

namespace CheckoutService.Telemetry;

/// <summary>Gives a request's span what the semantic conventions for HTTP ask of it and the framework leaves out: route, status, outcome.</summary>
internal sealed class HttpSpan(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext http)
    {
        await next(http);
        if (Activity.Current is not { } activity) return;
        var (method, route, status) = (http.Request.Method, (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText, http.Response.StatusCode);
        activity.DisplayName = route is null ? method : $"{method} {route}";
        activity.SetTag("http.request.method", method).SetTag("http.route", route).SetTag("http.response.status_code", status);
        if (status >= StatusCodes.Status500InternalServerError) activity.SetTag("error.type", status.ToString()).SetStatus(ActivityStatusCode.Error);
    }
}
