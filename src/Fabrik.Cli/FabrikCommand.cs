using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using Fabrik.Cli.Failures;
using Fabrik.Cli.Help;
using Fabrik.Cli.Terminal;
using Fabrik.Cli.Verbs;
using Fabrik.Core.Config.Diagnostics;
using Fabrik.Core.Verdicts;

namespace Fabrik.Cli;

/// <summary>The whole command line: parses, runs one verb, and turns whatever happens into an exit code of house rules.</summary>
internal static class FabrikCommand
{
    /// <param name="interrupted">Ends the verb as Ctrl-C does.</param>
    public static async Task<int> RunAsync(string[] args, CliEnvironment environment, CancellationToken interrupted = default)
    {
        var root = VerbTable.Create(environment);
        var parsed = root.Parse(args);
        var screen = new Screen(environment, json: false, noColour: args.Contains(CommonOptions.NoColour.Name, StringComparer.Ordinal), verbose: false);

        // An unfinished line is wrong by nature while a shell completes it.
        if (parsed.Errors.Count > 0 && parsed.Action is not (HelpVerbAction or System.CommandLine.Help.HelpAction) && !Completes(parsed))
        {
            foreach (var error in parsed.Errors) screen.Error(error.Message);
            screen.Say($"  = help: {Suggestion(parsed) ?? $"see `{VerbPath(parsed.CommandResult)} --help`"}");
            return (int)ExitCode.Usage;
        }

        var configuration = new InvocationConfiguration
        {
            Output = environment.Out,
            Error = environment.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = TimeSpan.FromSeconds(20),
        };
        return (int)await VerbEnd.OfAsync(async () => (ExitCode)await parsed.InvokeAsync(configuration, interrupted), screen, parsed.GetValue(CommonOptions.Debug));
    }

    private static bool Completes(ParseResult parsed) =>
        parsed.RootCommandResult.Command is RootCommand root && root.Directives.OfType<SuggestDirective>().Any(d => parsed.GetResult(d) is not null);

    private static string? Suggestion(ParseResult parsed)
    {
        var word = parsed.UnmatchedTokens.FirstOrDefault();
        if (word is null) return null;
        var names = parsed.CommandResult.Command.Subcommands.Select(c => c.Name)
            .Concat(parsed.CommandResult.Command.Options.Concat(CommonOptions.All).Select(o => o.Name));
        return SpellingSuggestion.For(word, names) is { } closest ? $"did you mean `{closest}`?" : null;
    }

    private static string VerbPath(CommandResult result)
    {
        var names = new List<string>();
        for (SymbolResult? at = result; at is not null; at = at.Parent)
        {
            if (at is CommandResult command) names.Insert(0, command.Command is RootCommand ? "fabrik" : command.Command.Name);
        }

        return string.Join(' ', names);
    }
}
