using Fabrik.Cli.Terminal;

namespace Fabrik.Cli.Mcp;

/// <summary>What every tool of one server works in.</summary>
/// <param name="Environment">Of the server; a call gets its own streams.</param>
/// <param name="Store">The store's options, as words of a command line.</param>
/// <param name="AllowedHosts">Hosts besides this machine that may be loaded.</param>
/// <param name="Ending">Cancelled when the server ends.</param>
internal sealed record ServerScope(CliEnvironment Environment, IReadOnlyList<string> Store, IReadOnlyList<string> AllowedHosts, CancellationToken Ending)
{
    // Review files follow these elsewhere; an agent's server writes below reports/ alone.
    private static readonly string[] ReportFolders = ["SMITHERS_REPORT_DIR", "REPORT_DIR"];

    public WorkingFolder Folder => new(Environment.WorkingDirectory);

    /// <summary>For one call: what is said is kept, and no variable moves the reports.</summary>
    public CliEnvironment ForCall(TextWriter data, TextWriter talk) => Environment with
    {
        Out = data,
        Error = talk,
        In = TextReader.Null,
        OutIsTerminal = false,
        ErrorIsTerminal = false,
        Variables = Environment.Variables.Where(v => !ReportFolders.Contains(v.Key, StringComparer.Ordinal)).ToDictionary(StringComparer.Ordinal),
    };
}
