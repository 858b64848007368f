using Fabrik.Cli.Failures;
using Fabrik.Cli.Terminal;
using Fabrik.Core.Verdicts;

namespace Fabrik.Cli.Verbs.Demo;

/// <summary>The samples beside a source build.</summary>
internal static class SampleFolder
{
    /// <summary>Looks for <c>samples/NAME</c> above the working folder, then above the program.</summary>
    public static string Find(string name, CliEnvironment environment)
    {
        foreach (var start in (string[])[environment.WorkingDirectory, environment.ProgramDirectory])
        {
            for (var at = start; at is not null; at = Path.GetDirectoryName(at))
            {
                var candidate = Path.Combine(at, "samples", name);
                if (File.Exists(Path.Combine(candidate, "package.json"))) return candidate;
            }
        }

        throw new CliFailure(ExitCode.Unreachable, $"samples/{name} is not here", "run the demo in a clone of the repository");
    }

    /// <summary>Installs a sample's npm packages when its lock file says so.</summary>
    public static async Task InstallAsync(string directory, string what, Screen screen, CancellationToken cancellation)
    {
        var installed = new FileInfo(Path.Combine(directory, "node_modules", ".package-lock.json"));
        if (installed.Exists && installed.LastWriteTimeUtc >= File.GetLastWriteTimeUtc(Path.Combine(directory, "package-lock.json"))) return;

        screen.Say($"▸ installing {what} (npm ci)");
        var result = await ChildProcess.RunAsync(
            "npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], directory, new Dictionary<string, string>(StringComparer.Ordinal), cancellation);
        if (result.ExitCode != 0) throw new CliFailure(ExitCode.Unreachable, $"npm ci failed in {directory}", result.Error.Trim());
    }
}
