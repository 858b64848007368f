using Fabrik.Cli.Failures;
using Fabrik.Cli.Terminal;
using Fabrik.Core.Config;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Checks;
using Fabrik.Laos.Config;

namespace Fabrik.Cli.Verbs.Laos;

/// <summary>The lint's config as its verbs read it: found, checked, and what is wrong with it said before anything starts.</summary>
internal static class LaosConfiguration
{
    public static IReadOnlyList<string> Defaults { get; } = [".laosrc.yaml", ".laosrc.json"];

    /// <summary>Prints what is wrong; ends the verb as a usage error where the config can't be used.</summary>
    /// <param name="named">The file a person named; null for the first of <see cref="Defaults"/> that is there.</param>
    /// <param name="run">The run that the command line names.</param>
    public static ConfigResult<LaosConfig> Load(string? named, string? run, Screen screen, Expectations? expected = null)
    {
        var checkedFile = Check(named, run, screen, expected);
        if (checkedFile.Diagnostics.Count > 0) screen.Say(DiagnosticText.RenderAll(checkedFile.Diagnostics, checkedFile.Source).TrimEnd('\n'));
        return checkedFile.Value is not null ? checkedFile : throw new CliFailure(ExitCode.Usage, $"{checkedFile.Source.File} can't be used");
    }

    /// <summary>The same without saying anything.</summary>
    public static ConfigResult<LaosConfig> Check(string? named, string? run, Screen screen, Expectations? expected)
    {
        var file = named ?? Defaults.FirstOrDefault(f => File.Exists(Path.Combine(screen.Environment.WorkingDirectory, f)))
            ?? throw new CliFailure(ExitCode.Usage, $"no {string.Join(" or ", Defaults)} here", "name a file with --config, or write one: `fabrik schema laos` says what it may hold");
        var whole = Path.GetFullPath(file, screen.Environment.WorkingDirectory);
        var relative = Path.GetRelativePath(screen.Environment.WorkingDirectory, whole);
        try
        {
            var source = ConfigSource.FromBytes(relative.StartsWith("..", StringComparison.Ordinal) ? file : relative, File.ReadAllBytes(whole));
            return CheckedConfig.Load(source, screen.Environment.Variable, run, expected);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliFailure(ExitCode.Usage, $"{file} can't be read: {e.Message}");
        }
    }

    /// <summary>Where the config sets a metric's limit, for findings that point there.</summary>
    public static SourceLocation? Locate(ConfigResult<LaosConfig> config, string metric)
    {
        string[] keys = ["thresholds", .. (metric == "client_error_rate" ? "error_rate" : metric).Split('.', 2)];
        return config.LocationOf(keys);
    }
}
