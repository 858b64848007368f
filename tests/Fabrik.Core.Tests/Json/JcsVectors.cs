using System.Text;
using System.Text.Json;
using Fabrik.Testing;

namespace Fabrik.Core.Tests.Json;

/// <summary>The files of tests/vectors/jcs, which the TypeScript tests read too.</summary>
internal static class JcsVectors
{
    private static readonly JsonSerializerOptions SnakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static T Read<T>(string file) =>
        JsonSerializer.Deserialize<T>(File.ReadAllBytes(RepositoryRoot.Combine("tests", "vectors", "jcs", file)), SnakeCase)!;

    internal sealed record Document(string Name, string Source, string Input, string Canonical);

    internal sealed record Number(string Bits, string? Text);

    internal sealed record Refused(string Name, string? Input, string? Hex)
    {
        public byte[] Bytes => Hex is null ? Encoding.UTF8.GetBytes(Input!) : Convert.FromHexString(Hex);
    }

    internal sealed record NumberStream(string[] First, string ThenCountUpFrom, int ThenCount, Dictionary<string, string> Sha256OfLines);
}
