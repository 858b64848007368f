using System.CommandLine;

namespace Fabrik.Cli.Verbs;

/// <summary>The options that every verb has.</summary>
internal static class CommonOptions
{
    public static Option<bool> Json { get; } = new("--json") { Description = "Print one JSON document and nothing else", Recursive = true };

    public static Option<bool> NoColour { get; } = new("--no-color") { Description = "No colours (also NO_COLOR, and in pipes)", Recursive = true };

    public static Option<bool> Verbose { get; } = new("--verbose", "-v") { Description = "Say more: absolute times, whole ids, every row", Recursive = true };

    public static Option<bool> Debug { get; } = new("--debug") { Description = "Show the stack trace when fabrik itself breaks", Recursive = true };

    public static IReadOnlyList<Option> All { get; } = [Json, NoColour, Verbose, Debug];
}
