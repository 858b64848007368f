using System.Runtime.CompilerServices;

namespace Fabrik.Testing;

/// <summary>Compares output with a file kept in <c>golden/</c> beside the test; <c>UPDATE_GOLDEN=1</c> rewrites the file.</summary>
public static class Golden
{
    public static void Match(string name, string actual, [CallerFilePath] string testFile = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(testFile)!, "golden", name);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllText(path, actual);
            return;
        }

        if (!File.Exists(path)) throw new InvalidOperationException($"No golden file {path}. Read the output, then run with UPDATE_GOLDEN=1.");
        var expected = File.ReadAllText(path);
        if (string.Equals(expected, actual, StringComparison.Ordinal)) return;

        var received = path + ".received";
        File.WriteAllText(received, actual);
        throw new InvalidOperationException($"Output differs from {path}{Environment.NewLine}{FirstDifference(expected, actual)}{Environment.NewLine}Whole output: {received}");
    }

    private static string FirstDifference(string expected, string actual)
    {
        var (e, a) = (expected.Split('\n'), actual.Split('\n'));
        for (var i = 0; i < Math.Max(e.Length, a.Length); i++)
        {
            var (left, right) = (i < e.Length ? e[i] : "(end)", i < a.Length ? a[i] : "(end)");
            if (left != right) return $"line {i + 1}: expected {left}{Environment.NewLine}        but was  {right}";
        }

        return "(same lines, other line ends)";
    }
}
