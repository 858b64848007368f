using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Fabrik.Server.Security;

/// <summary>Finds the API key in a request's headers.</summary>
internal static class Credentials
{
    private const string Basic = "Basic";

    /// <summary>From <c>Authorization: Bearer</c>, <c>x-api-key</c>, or Basic: the password, or the user where the password is empty.</summary>
    /// <returns>Null when the headers carry no key, or one that can't be read.</returns>
    public static string? ApiKey(IHeaderDictionary headers)
    {
        var authorization = headers.Authorization;
        if (StringValues.IsNullOrEmpty(authorization)) return Usable(headers["x-api-key"]);
        if (authorization.Count != 1 || !AuthenticationHeaderValue.TryParse(authorization[0], out var value)) return null;
        if (string.Equals(value.Scheme, "Bearer", StringComparison.OrdinalIgnoreCase)) return Usable(value.Parameter);
        return string.Equals(value.Scheme, Basic, StringComparison.OrdinalIgnoreCase) ? Usable(FromBasic(value.Parameter)) : null;
    }

    public static bool Presented(IHeaderDictionary headers) =>
        !StringValues.IsNullOrEmpty(headers.Authorization) || headers.ContainsKey("x-api-key");

    private static string? FromBasic(string? parameter)
    {
        var bytes = new byte[Secret.MaxLength * 2];
        if (parameter is null || !Convert.TryFromBase64String(parameter, bytes, out var length)) return null;
        var pair = Encoding.UTF8.GetString(bytes, 0, length);
        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0) return null;
        return colon == pair.Length - 1 ? pair[..colon] : pair[(colon + 1)..];
    }

    private static string? Usable(StringValues values) => values is [{ Length: > 0 and <= Secret.MaxLength } one] ? one : null;
}
