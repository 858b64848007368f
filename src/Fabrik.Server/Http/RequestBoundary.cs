using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Fabrik.Server.Problems;
using Fabrik.Store;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Fabrik.Server.Http;

/// <summary>The outermost step: whatever happens inside, the caller gets an answer in the endpoint's form, and the log gets a line.</summary>
internal sealed partial class RequestBoundary(RequestDelegate next, TimeProvider time, ILogger<RequestBoundary> log)
{
    [SuppressMessage("Design", "CA1031", Justification = "The last place that can answer.")]
    public async Task InvokeAsync(HttpContext context)
    {
        var start = time.GetTimestamp();
        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null })
                await context.RefuseAsync(Refusals.Of(context.Response.StatusCode));
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to answer to.
        }
        catch (BadHttpRequestException fault)
        {
            await context.RefuseAsync(fault.StatusCode == StatusCodes.Status400BadRequest ? Refusals.UnfinishedBody : Refusals.Of(fault.StatusCode));
        }
        catch (Exception failure) when (failure is DbException or StoreUnavailableException or TimeoutException or IOException)
        {
            StoreFailed(log, context.TraceIdentifier, context.Request.Method, context.Request.Path, failure);
            await context.RefuseAsync(Refusals.StoreUnavailable);
        }
        catch (Exception failure)
        {
            Failed(log, context.TraceIdentifier, context.Request.Method, context.Request.Path, failure);
            await context.RefuseAsync(Refusals.Bug);
        }

        // The path alone: queries can carry login tokens.
        var took = time.GetElapsedTime(start).TotalMilliseconds;
        Answered(log, context.Request.Method, context.Request.Path, context.Response.StatusCode, took, context.TraceIdentifier);
    }

    [LoggerMessage(120, LogLevel.Debug, "{Method} {Path} -> {Status} in {Milliseconds:F1} ms ({RequestId})")]
    private static partial void Answered(ILogger logger, string method, PathString path, int status, double milliseconds, string requestId);

    [LoggerMessage(122, LogLevel.Error, "Request {RequestId} failed at the store: {Method} {Path}")]
    private static partial void StoreFailed(ILogger logger, string requestId, string method, PathString path, Exception failure);

    [LoggerMessage(121, LogLevel.Error, "Request {RequestId} failed: {Method} {Path}")]
    private static partial void Failed(ILogger logger, string requestId, string method, PathString path, Exception failure);
}
