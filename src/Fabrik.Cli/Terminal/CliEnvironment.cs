using System.Collections;

namespace Fabrik.Cli.Terminal;

/// <summary>All of the process that a verb may touch: streams, variables, folder and clock. A test makes its own.</summary>
internal sealed record CliEnvironment
{
    /// <summary>Data: what the verb was asked for.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Talk: progress, notes and errors.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>What is piped in; empty where nothing is.</summary>
    public TextReader In { get; init; } = TextReader.Null;

    public required bool OutIsTerminal { get; init; }

    public required bool ErrorIsTerminal { get; init; }

    /// <summary>Columns; 100 where there is no terminal.</summary>
    public required int Width { get; init; }

    public required IReadOnlyDictionary<string, string> Variables { get; init; }

    public required string WorkingDirectory { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Where the program's own files lie: the built UI, the samples beside a source build.</summary>
    public required string ProgramDirectory { get; init; }

    public string? Variable(string name) => Variables.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

#pragma warning disable RS0030 // The one place where the process's console is read.
    public static CliEnvironment OfThisProcess()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in Environment.GetEnvironmentVariables()) variables[(string)entry.Key] = (string?)entry.Value ?? "";

        var terminal = !Console.IsOutputRedirected;
        return new CliEnvironment
        {
            Out = Console.Out,
            Error = Console.Error,
            In = Console.In,
            OutIsTerminal = terminal,
            ErrorIsTerminal = !Console.IsErrorRedirected,
            Width = terminal ? WidthOr(100) : 100,
            Variables = variables,
            WorkingDirectory = Environment.CurrentDirectory,
            Time = TimeProvider.System,
            ProgramDirectory = AppContext.BaseDirectory,
        };
    }

    private static int WidthOr(int fallback)
    {
        try
        {
            return Console.WindowWidth is > 0 and var width ? width : fallback;
        }
        catch (IOException)
        {
            return fallback;
        }
    }
#pragma warning restore RS0030
}
