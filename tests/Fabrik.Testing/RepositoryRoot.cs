using System.Runtime.CompilerServices;

namespace Fabrik.Testing;

/// <summary>Where this repository's files lie, for tests that read samples, schemas or node modules.</summary>
public static class RepositoryRoot
{
    public static string Path { get; } = Find();

    public static string Combine(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    private static string Find([CallerFilePath] string here = "")
    {
        var directory = System.IO.Path.GetDirectoryName(here);
        while (directory is not null && !File.Exists(System.IO.Path.Combine(directory, "Fabrik.slnx")))
            directory = System.IO.Path.GetDirectoryName(directory);
        return directory ?? throw new InvalidOperationException("Fabrik.slnx is not above the tests' sources.");
    }
}
