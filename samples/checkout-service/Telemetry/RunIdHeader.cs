using System.Diagnostics;

namespace CheckoutService.Telemetry;

/// <summary>Takes the run from <c>X-Run-Id</c>, for callers that send no baggage.</summary>
internal sealed class RunIdHeader(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        if (http.Request.Headers["X-Run-Id"].ToString() is { Length: > 0 and <= 128 } run) Activity.Current?.SetBaggage(RunLabels.RunId, run);
        return next(http);
    }
}
