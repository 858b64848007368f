using System.CommandLine;
using Fabrik.Cli.Terminal;
using Fabrik.Core.Verdicts;

namespace Fabrik.Cli.Verbs;

/// <summary>One verb of the command line: its words, its examples and what it does.</summary>
internal abstract class Verb : Command
{
    protected Verb(string name, string purpose, params Example[] examples)
        : base(name, purpose) => Examples = examples;

    public IReadOnlyList<Example> Examples { get; }

    /// <summary>Makes the verb runnable; its screen follows the common options.</summary>
    protected void Runs(CliEnvironment environment, Func<ParseResult, Screen, CancellationToken, Task<ExitCode>> run) =>
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
