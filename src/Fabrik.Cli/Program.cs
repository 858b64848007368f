using Fabrik.Cli;
using Fabrik.Cli.Terminal;

return await FabrikCommand.RunAsync(args, CliEnvironment.OfThisProcess());
