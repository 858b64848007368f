using System.CommandLine;
using System.Text.Json.Nodes;
using Fabrik.Cli.Configuration;
using Fabrik.Cli.Failures;
using Fabrik.Cli.Terminal;
using Fabrik.Core.Verdicts;
using Fabrik.Llm.Deterministic;
using Fabrik.Llm.Serving;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace Fabrik.Cli.Verbs;

internal sealed class LlmVerb : Verb
{
    public const int DefaultPort = 7071;

    private readonly Option<string> _script = new("--script", "-s") { Description = "What the model says, as YAML", HelpName = "FILE", Required = true };

    private readonly Option<int> _port = new("--port") { Description = $"On 127.0.0.1 (default {DefaultPort}; 0 takes a free one)", DefaultValueFactory = _ => DefaultPort };

    public LlmVerb(CliEnvironment environment)
        : base(
            "llm",
            "Serve a deterministic model that follows a script, in OpenAI's and Ollama's formats",
            new("fabrik llm --script samples/research-agent/script.yaml", "the sample agent's model on port 7071"),
            new("fabrik llm -s script.yaml --port 0", "on a free port, printed"))
    {
        Options.Add(_script);
        Options.Add(_port);
        Runs(environment, RunAsync);
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed, Screen screen, CancellationToken cancellation)
    {
        var script = ConfigurationFile.Load<ModelScript>(parsed.GetValue(_script)!, screen);
        await using var server = LlmServer.Build(script, parsed.GetValue(_port), screen.Environment.Time);
        await StartAsync(server, cancellation);
        var address = $"{server.Urls.First()}/v1";
        screen.DataLine(screen.Json ? new JsonObject { ["base_url"] = address }.ToJsonString() : address);
        await screen.Environment.Out.FlushAsync(cancellation);
        await server.WaitForShutdownAsync(cancellation);
        return ExitCode.Pass;
    }

    private static async Task StartAsync(WebApplication server, CancellationToken cancellation)
    {
        try
        {
            await server.StartAsync(cancellation);
        }
        catch (IOException e)
        {
            throw new CliFailure(ExitCode.Usage, e.Message, "give another --port, or --port 0 for a free one");
        }
    }
}
