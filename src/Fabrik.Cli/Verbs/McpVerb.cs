using System.CommandLine;
using Fabrik.Cli.Mcp;
using Fabrik.Cli.Stores;
using Fabrik.Cli.Terminal;
using Fabrik.Core.Verdicts;

namespace Fabrik.Cli.Verbs;

internal sealed class McpVerb : Verb
{
    private readonly StoreOptions _store = new();
    private readonly Option<string?> _hosts = new("--allow-hosts") { Description = "Hosts that laos_run may load besides this machine", HelpName = "HOST[,HOST]" };

    public McpVerb(CliEnvironment environment)
        : base(
            "mcp",
            "Serve an agent its own evidence as MCP tools, over standard input and output",
            new("fabrik mcp", "works in this folder and its store; the agent's client starts it"),
            new("claude mcp add fabrik -- fabrik mcp", "how a client is told of it"),
            new("fabrik mcp --allow-hosts staging.example.com", "laos_run may also load that host"))
    {
        _store.AddTo(this);
        Options.Add(_hosts);
        Runs(environment, RunAsync);
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed, Screen screen, CancellationToken cancellation)
    {
        _ = StoreLocation.From(parsed, _store, screen.Environment);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var scope = new ServerScope(
            screen.Environment,
            [.. Store(parsed)],
            (parsed.GetValue(_hosts) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            ending.Token);
        await McpHost.ServeAsync(scope, screen, ending, cancellation);
        return ExitCode.Pass;
    }

    /// <summary>The store's options as they were given: each call takes them along.</summary>
    private IEnumerable<string> Store(ParseResult parsed) =>
        from option in (Option<string?>[])[_store.Data, _store.Postgres, _store.Tenant, _store.Project]
        let value = parsed.GetValue(option)
        where value is not null
        select $"{option.Name}={value}";
}
