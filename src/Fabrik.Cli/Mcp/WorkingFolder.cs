using Fabrik.Cli.Failures;
using Fabrik.Core.Verdicts;

namespace Fabrik.Cli.Mcp;

/// <summary>Keeps an agent's files below the folder that the server works in, links followed.</summary>
/// <param name="root">Absolute path.</param>
internal sealed class WorkingFolder(string root)
{
    /// <summary>The reports' folder; the only one that is written.</summary>
    public const string Reports = "reports";

    /// <param name="file">Relative to the folder, or absolute.</param>
    /// <param name="below">A folder inside it that the file must be in; empty for any.</param>
    /// <exception cref="CliFailure">It leads out.</exception>
    public void Require(string file, string below = "")
    {
        var limit = Real(Path.GetFullPath(below, root));
        if (!Within(limit, Real(root)) || !Within(Real(Path.GetFullPath(file, root)), limit))
        {
            throw new CliFailure(
                ExitCode.Usage, $"'{file}' is outside {(below.Length == 0 ? "the server's folder" : below + "/")}", "name a file below the folder that `fabrik mcp` was started in");
        }
    }

    private static bool Within(string path, string folder) =>
        path == folder || path.StartsWith(Path.TrimEndingDirectorySeparator(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>The path with every link on its way followed; what is not there yet stays as it is named.</summary>
    private static string Real(string path)
    {
        var real = Path.GetPathRoot(path)!;
        foreach (var part in Path.GetRelativePath(real, path).Split(Path.DirectorySeparatorChar))
        {
            real = Path.GetFullPath(part, real);
            if (new FileInfo(real).LinkTarget is null) continue;
            real = Real(Final(real));
        }

        return real;
    }

    private static string Final(string link)
    {
        try
        {
            return File.ResolveLinkTarget(link, returnFinalTarget: true)?.FullName ?? link;
        }
        catch (IOException e)
        {
            throw new CliFailure(ExitCode.Usage, $"'{link}' can't be followed: {e.Message}");
        }
    }
}
