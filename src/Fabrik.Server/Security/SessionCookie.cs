using Microsoft.AspNetCore.Http;

namespace Fabrik.Server.Security;

/// <summary>The cookie of a signed-in browser. Under TLS its name carries <c>__Host-</c>, which binds it to this very host.</summary>
internal static class SessionCookie
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(12);

    public static string? Read(HttpRequest request) =>
        request.Cookies.TryGetValue(Name(request), out var secret) && secret.Length is > 0 and <= Secret.MaxLength ? secret : null;

    public static void Write(HttpResponse response, string secret) =>
        response.Cookies.Append(Name(response.HttpContext.Request), secret, Options(response.HttpContext.Request, Lifetime));

    public static void Clear(HttpResponse response) =>
        response.Cookies.Append(Name(response.HttpContext.Request), "", Options(response.HttpContext.Request, TimeSpan.Zero));

    private static string Name(HttpRequest request) => request.IsHttps ? "__Host-fabrik_session" : "fabrik_session";

    private static CookieOptions Options(HttpRequest request, TimeSpan lifetime) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = request.IsHttps,
        Path = "/",
        MaxAge = lifetime,
        IsEssential = true,
    };
}
