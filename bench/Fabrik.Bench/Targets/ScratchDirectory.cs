using Fabrik.Testing;

namespace Fabrik.Bench.Targets;

/// <summary>A folder on the repository's own disk, so that what is durable is written where a user's data would be.</summary>
internal sealed class ScratchDirectory : IDisposable
{
    public static string Root { get; } = RepositoryRoot.Combine("artifacts", "bench");

    public ScratchDirectory() => Directory.CreateDirectory(Path);

    public string Path { get; } = System.IO.Path.Combine(Root, $"scratch-{Guid.NewGuid():N}");

    /// <summary>A copy of a folder, which shares its blocks where the file system can.</summary>
    public static async Task<ScratchDirectory> CopyOfAsync(string source)
    {
        var copy = new ScratchDirectory();
        await CommandLine.RunAsync("cp", "-r", "--reflink=auto", source + "/.", copy.Path);
        return copy;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
