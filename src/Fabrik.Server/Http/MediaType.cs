using Microsoft.AspNetCore.Http;

namespace Fabrik.Server.Http;

internal static class MediaType
{
    /// <summary>Whether the request's content type is this one, whatever its parameters.</summary>
    public static bool Is(HttpRequest request, string expected)
    {
        var type = request.ContentType.AsSpan();
        var end = type.IndexOf(';');
        return (end < 0 ? type : type[..end]).Trim().Equals(expected, StringComparison.OrdinalIgnoreCase);
    }
}
