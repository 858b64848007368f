using System.Security.Cryptography;
using System.Text;

namespace Fabrik.Store.Control;

/// <summary>SHA-256 of a random 256-bit secret: all that is kept of a key, a session or a login link.</summary>
public readonly record struct SecretHash
{
    private readonly string _hex;

    private SecretHash(string hex) => _hex = hex;

    /// <summary>64 lower-case hex digits.</summary>
    public string Hex => _hex ?? throw new InvalidOperationException("An uninitialised SecretHash matches nothing.");

    public static SecretHash Of(string secret) => new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret))));

    public override string ToString() => "(secret hash)";
}
