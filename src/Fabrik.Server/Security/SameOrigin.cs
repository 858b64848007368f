using Microsoft.AspNetCore.Http;

namespace Fabrik.Server.Security;

/// <summary>Whether a browser sent a request from a page of this very server, by what the browser itself says.</summary>
internal static class SameOrigin
{
    /// <summary>Headers that are absent say nothing: they don't come from a browser, or from an old one that the CSRF token guards.</summary>
    public static bool Holds(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site is not ("" or "same-origin" or "none")) return false;
        var origin = request.Headers.Origin.ToString();
        return origin.Length == 0 || string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
