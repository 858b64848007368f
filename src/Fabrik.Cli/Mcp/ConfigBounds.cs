using Fabrik.Cli.Terminal;
using Fabrik.Cli.Verbs.Laos;
using Fabrik.Laos.Config;

namespace Fabrik.Cli.Mcp;

/// <summary>Keeps a config that an agent may have written to the folder: itself, the files it names, and where it has its review files put.</summary>
internal static class ConfigBounds
{
    /// <param name="named">The file that the call names; null for the default one.</param>
    /// <param name="run">The run that the call names; null for one that is not known yet.</param>
    public static void Require(WorkingFolder folder, string? named, string? run, Screen screen)
    {
        folder.Require(WorkingFolder.Reports, WorkingFolder.Reports);
        var file = named ?? LaosConfiguration.Defaults.FirstOrDefault(f => File.Exists(Path.Combine(screen.Environment.WorkingDirectory, f)));
        if (file is null) return;
        folder.Require(file);

        // What is wrong with it, the verb says. Any run will do to fill in the variable of scope.run_id.
        if (LaosConfiguration.Check(file, run ?? "run", screen, null).Value is not { } config) return;
        if (config.Gate.Directory is { } reviews) folder.Require(reviews, WorkingFolder.Reports);
        foreach (var read in Backends(config.Sources).SelectMany(b => new[] { b?.TokenFile, b?.CaFile }).OfType<string>()) folder.Require(read);
    }

    private static BackendConfig?[] Backends(SourcesConfig sources) =>
        [sources.Tempo, sources.Loki, sources.Sentry, sources.Pyroscope, sources.Prometheus, sources.Posthog];
}
