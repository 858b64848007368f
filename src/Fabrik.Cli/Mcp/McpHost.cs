using Fabrik.Cli.Terminal;
using Fabrik.Cli.Verbs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Fabrik.Cli.Mcp;

/// <summary>The MCP server on standard input and output. Only the protocol goes to standard output; logs go to standard error.</summary>
internal static class McpHost
{
    private const string Instructions =
        "Fabrik judges a run (an agent's, a test's, a load's; named by run_id) by its telemetry. Ask for evidence before you claim that something works or is fast: "
        + "laos_run loads a URL as a run and lints it, laos_lint judges a run that is there, laos_query asks whether something was seen, laos_compare says what became worse. "
        + "Every result has `outcome`, `reasons` and `next`. `inconclusive` is never a pass: do what `next` says.";

    /// <summary>Serves until the client closes standard input, or until cancelled; then what still runs is ended too.</summary>
    /// <param name="ending">Cancels the calls of <paramref name="scope"/>.</param>
    public static async Task ServeAsync(ServerScope scope, Screen screen, CancellationTokenSource ending, CancellationToken cancellation)
    {
        using var logging = LoggerFactory.Create(builder => builder
            .AddSimpleConsole(console => console.SingleLine = true)
            .SetMinimumLevel(screen.Verbose ? LogLevel.Debug : LogLevel.Warning)
            .Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace));
        var options = new McpServerOptions
        {
            ServerInfo = new Implementation { Name = "fabrik", Title = "Fabrik", Version = VersionVerb.Current },
            ServerInstructions = Instructions,
            ToolCollection =
            [
                new LaosRunTool(scope),
                new LaosLintTool(scope),
                new LaosQueryTool(scope),
                new LaosCompareTool(scope),
                new RunsListTool(scope),
                new RunsGetTool(scope),
            ],
        };
        await using var transport = new StdioServerTransport(options, logging);
        await using var server = McpServer.Create(transport, options, logging);
        var leaving = EndWithAsync(transport.MessageReader.Completion, ending);
        try
        {
            await server.RunAsync(cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // Ctrl-C is how a server is stopped.
        }
        finally
        {
            await ending.CancelAsync();
            await leaving;
        }
    }

    /// <summary>The server itself waits for its calls, and a load would go on for nobody.</summary>
    private static async Task EndWithAsync(Task clientLeft, CancellationTokenSource ending)
    {
        await clientLeft.WaitAsync(ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await ending.CancelAsync();
    }
}
