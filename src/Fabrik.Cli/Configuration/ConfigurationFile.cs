using Fabrik.Cli.Failures;
using Fabrik.Cli.Terminal;
using Fabrik.Core.Config;
using Fabrik.Core.Verdicts;

namespace Fabrik.Cli.Configuration;

/// <summary>Loads a configuration file for a verb; what is wrong with it is printed and ends the verb as a usage error.</summary>
internal static class ConfigurationFile
{
    /// <param name="named">The file a person named; null to take the first of <paramref name="defaults"/> that is there.</param>
    public static T LoadFirst<T>(string? named, IReadOnlyList<string> defaults, Screen screen)
        where T : class
    {
        if (named is not null) return Load<T>(named, screen);
        var found = defaults.FirstOrDefault(f => File.Exists(Path.Combine(screen.Environment.WorkingDirectory, f)));
        return found is not null
            ? Load<T>(found, screen)
            : throw new CliFailure(ExitCode.Usage, $"no {string.Join(" or ", defaults)} here", "name a file with --config, or write one: `fabrik schema laos` says what it may hold");
    }

    public static T Load<T>(string file, Screen screen)
        where T : class
    {
        var result = ConfigFile<T>.Load(ConfigSource.FromBytes(Shown(file, screen), Read(file, screen)), screen.Environment.Variable);
        if (result.Diagnostics.Count > 0) screen.Say(DiagnosticText.RenderAll(result.Diagnostics, result.Source).TrimEnd('\n'));
        return result.Value ?? throw new CliFailure(ExitCode.Usage, $"{Shown(file, screen)} can't be used");
    }

    private static byte[] Read(string file, Screen screen)
    {
        try
        {
            return File.ReadAllBytes(Path.GetFullPath(file, screen.Environment.WorkingDirectory));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliFailure(ExitCode.Usage, $"{file} can't be read: {e.Message}");
        }
    }

    /// <summary>As the caller would name it: relative where that is shorter.</summary>
    private static string Shown(string file, Screen screen)
    {
        var relative = Path.GetRelativePath(screen.Environment.WorkingDirectory, Path.GetFullPath(file, screen.Environment.WorkingDirectory));
        return relative.StartsWith("..", StringComparison.Ordinal) ? file : relative;
    }
}
