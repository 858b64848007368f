using Fabrik.Store.Evidence;

namespace Fabrik.Store.Runs;

/// <summary>What makes two declarations of a run the same: SHA-256, cut to 16 bytes, of all that was said.</summary>
internal static class DeclarationDigest
{
    /// <param name="declaration">In its stored form.</param>
    public static byte[] Of(RunDeclaration declaration)
    {
        var buffer = new DigestBuffer(512);
        buffer.Add(declaration.Run.Value);
        buffer.Add(declaration.StartedAt?.Nanoseconds);
        buffer.Add(declaration.Facts.Name);
        buffer.Add(declaration.Facts.Service);
        buffer.Add(declaration.Facts.Agent);
        buffer.Add(declaration.Facts.AgentVersion);
        buffer.Add(declaration.Facts.Env);
        buffer.Add(declaration.Facts.Release);
        buffer.Add(declaration.Facts.SessionId);
        buffer.Add(declaration.Facts.UserHash);
        foreach (var (key, value) in declaration.Facts.Tags.OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            buffer.Add(key);
            buffer.Add(value);
        }

        var digest = buffer.Hash();
        buffer.Dispose();
        return digest;
    }
}
