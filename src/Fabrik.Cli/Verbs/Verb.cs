using System.CommandLine;
using Fabrik.Cli.Terminal;
using Fabrik.Core.Verdicts;

namespace Fabrik.Cli.Verbs;

/// <summary>One verb of the command line: its words, its examples and what it does.</summary>
internal abstract class Verb : Command
{
    private Func<ParseResult, Screen, CancellationToken, Task<ExitCode>>? _run;

    protected Verb(string name, string purpose, params Example[] examples)
        : base(name, purpose) => Examples = examples;

    public IReadOnlyList<Example> Examples { get; }

    /// <summary>Does what the verb does, on a screen of the caller's: for faces other than the command line.</summary>
    /// <param name="parsed">Of this verb, without errors.</param>
    public Task<ExitCode> PerformAsync(ParseResult parsed, Screen screen, CancellationToken cancellation) =>
        _run?.Invoke(parsed, screen, cancellation) ?? throw new InvalidOperationException($"`{Name}` only holds other verbs.");

    /// <summary>Makes the verb runnable; its screen follows the common options.</summary>
    protected void Runs(CliEnvironment environment, Func<ParseResult, Screen, CancellationToken, Task<ExitCode>> run)
    {
        _run = run;
        SetAction(async (parsed, cancellation) =>
        {
            var screen = new Screen(
                environment,
                parsed.GetValue(CommonOptions.Json),
                parsed.GetValue(CommonOptions.NoColour),
                parsed.GetValue(CommonOptions.Verbose));
            return (int)await run(parsed, screen, cancellation);
        });
    }
}
