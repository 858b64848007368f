using System.Text.Json;
using Fabrik.Cli.Tests.Support;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Fabrik.Cli.Tests.Mcp;

/// <summary>The built program as an MCP server, and the SDK's own client that started it.</summary>
internal sealed class McpSession : IAsyncDisposable
{
    private readonly List<string> _log = [];
    private McpClient _client = null!;

    public McpClient Client => _client;

    public static async Task<McpSession> StartAsync(TestCli cli, params string[] args)
    {
        var session = new McpSession();
        var transport = new StdioClientTransport(new StdioClientTransportOptions
        {
            Name = "fabrik",
            Command = BuiltProgram.Path,
            Arguments = ["mcp", .. args],
            WorkingDirectory = cli.Folder.FullName,
            EnvironmentVariables = new Dictionary<string, string?>(StringComparer.Ordinal) { ["FABRIK_DATA"] = null, ["FABRIK_POSTGRES"] = null, ["SMITHERS_REPORT_DIR"] = "/nowhere" },
            StandardErrorLines = line =>
            {
                lock (session._log) session._log.Add(line);
            },
            ShutdownTimeout = TimeSpan.FromSeconds(30),
        });
        session._client = await McpClient.CreateAsync(transport);
        return session;
    }

    /// <param name="arguments">An anonymous object, as JSON has it.</param>
    public async Task<McpAnswer> CallAsync(string tool, object arguments, CancellationToken cancellation = default)
    {
        var values = JsonSerializer.SerializeToElement(arguments).EnumerateObject().ToDictionary(p => p.Name, p => (object?)p.Value, StringComparer.Ordinal);
        var result = await _client.CallToolAsync(tool, values, cancellationToken: cancellation);
        var text = Assert.IsType<TextContentBlock>(Assert.Single(result.Content)).Text;
        using var document = JsonDocument.Parse(text);
        Assert.True(JsonElement.DeepEquals(document.RootElement, result.StructuredContent!.Value), text);
        return new McpAnswer(document.RootElement.Clone(), result.IsError ?? false);
    }

    public string Log()
    {
        lock (_log) return string.Join('\n', _log);
    }

    public ValueTask DisposeAsync() => _client.DisposeAsync();
}
