namespace Fabrik.Laos.Load;

/// <summary>Finds a program as a shell would, and where npm puts it.</summary>
public static class ToolSearch
{
    /// <summary>
    /// The absolute path of the first that is there: what <c>K6_BIN</c> (<c>AUTOCANNON_BIN</c>, …) names, else <c>node_modules/.bin</c>
    /// of the working directory, then <c>PATH</c>. Null when there is none.
    /// </summary>
    public static string? Find(ILoadTool tool, IReadOnlyDictionary<string, string> variables, string workingDirectory)
    {
        if (variables.GetValueOrDefault($"{tool.Name.ToUpperInvariant()}_BIN") is { Length: > 0 } named)
        {
            var path = Path.GetFullPath(named, workingDirectory);
            return File.Exists(path) ? path : null;
        }

        string[] folders =
        [
            Path.Combine(workingDirectory, "node_modules", ".bin"),
            .. variables.GetValueOrDefault("PATH", "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
        ];
        return tool.Programs
            .SelectMany(program => folders.Select(folder => Path.GetFullPath(Path.Combine(folder, program), workingDirectory)))
            .FirstOrDefault(File.Exists);
    }
}
