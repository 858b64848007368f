using System.CommandLine;
using System.CommandLine.Help;
using Fabrik.Cli.Help;
using Fabrik.Cli.Terminal;
using Fabrik.Cli.Verbs.Completion;
using Fabrik.Cli.Verbs.Demo;
using Fabrik.Cli.Verbs.Doctor;
using Fabrik.Cli.Verbs.Laos;
using Fabrik.Cli.Verbs.Runs;

namespace Fabrik.Cli.Verbs;

/// <summary>The table of contents: every verb of the product.</summary>
internal static class VerbTable
{
    public static RootCommand Create(CliEnvironment environment)
    {
        var root = new RootCommand("Fabrik: the proving ground for AI agents and the telemetry they emit")
        {
            new ServeVerb(environment),
            new VerbGroup(
                "runs",
                "Look at recorded runs",
                new RunsListVerb(environment),
                new RunsShowVerb(environment),
                new RunsTailVerb(environment),
                new RunsExportVerb(environment)),
            new VerbGroup(
                "laos",
                "Judge a run's performance by its telemetry",
                new LaosRunVerb(environment),
                new LaosLintVerb(environment),
                new LaosRelintVerb(environment),
                new LaosCheckConfigVerb(environment),
                new LaosCompareVerb(environment),
                new LaosFleetVerb(environment),
                new LaosQueryVerb(environment)),
            new McpVerb(environment),
            new LlmVerb(environment),
            new DemoVerb(environment),
            new DoctorVerb(environment),
            new SchemaVerb(environment),
            new MigrateVerb(environment),
            new CompletionVerb(environment),
            new VersionVerb(environment),
        };
        foreach (var option in CommonOptions.All) root.Options.Add(option);

        // fabrik has its own help and a verb for the version.
        foreach (var option in root.Options.OfType<VersionOption>().ToList()) root.Options.Remove(option);
        foreach (var help in root.Options.OfType<HelpOption>()) help.Action = new HelpVerbAction(environment);
        root.SetAction(parsed => new HelpVerbAction(environment).Invoke(parsed));
        return root;
    }
}
