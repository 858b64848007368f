using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Fabrik.Server.Security;

/// <summary>A session's CSRF token: derived from the session's secret, so it needs no storage and tells nothing of it.</summary>
internal static class CsrfToken
{
    public const string Header = "X-CSRF-Token";

    public static string For(string sessionSecret) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(sessionSecret), "fabrik csrf token v1"u8));

    public static bool Matches(string expected, string? presented) => presented is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(presented));
}
