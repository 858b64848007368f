using System.Net;
using Fabrik.Server.Problems;
using Microsoft.AspNetCore.Http;

namespace Fabrik.Server.Security;

/// <summary>Refusals of <c>/login</c> for people: a page where the browser asks for one.</summary>
internal sealed class LoginPageFormat : IRefusalFormat
{
    public Task WriteAsync(HttpContext context, Refusal refusal)
    {
        if (!context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
            return ProblemFormat.Instance.WriteAsync(context, refusal);
        context.Response.StatusCode = refusal.Status;
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(
            $"""
            <!doctype html>
            <html lang="en"><meta charset="utf-8"><title>Fabrik: {WebUtility.HtmlEncode(refusal.Title)}</title>
            <h1>{WebUtility.HtmlEncode(refusal.Title)}</h1>
            <p>{WebUtility.HtmlEncode(refusal.Detail)}</p>
            <p>Signed in already? <a href="/">Go to Fabrik</a>.</p>
            </html>
            """, context.RequestAborted);
    }
}
