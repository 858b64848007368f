using System.Buffers.Text;
using System.Security.Cryptography;

namespace Fabrik.Server.Security;

/// <summary>Makes the product's secrets: a prefix that says what it is, then 256 random bits in base64url.</summary>
internal static class Secret
{
    public const string KeyPrefix = "fbk_";
    public const string LoginPrefix = "fbl_";
    public const string SessionPrefix = "fbs_";

    /// <summary>Characters of a key shown in lists: the prefix and six more.</summary>
    public const int ShownLength = 10;

    /// <summary>Longest secret that is looked up at all.</summary>
    public const int MaxLength = 256;

    public static string New(string prefix) => prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
}
