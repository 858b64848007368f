using System.CommandLine;
using System.CommandLine.Invocation;
using Fabrik.Cli.Terminal;

namespace Fabrik.Cli.Help;

/// <summary>Prints a verb's help instead of running it.</summary>
internal sealed class HelpVerbAction(CliEnvironment environment) : SynchronousCommandLineAction
{
    public override bool Terminating => true;

    public override int Invoke(ParseResult parseResult)
    {
        environment.Out.Write(HelpText.Render(parseResult.CommandResult.Command, environment.Width));
        return 0;
    }
}
