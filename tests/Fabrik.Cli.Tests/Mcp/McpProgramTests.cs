using System.Text.Json;
using Fabrik.Cli.Tests.Support;
using Fabrik.Testing;

namespace Fabrik.Cli.Tests.Mcp;

public sealed class McpProgramTests : IDisposable
{
    private const string Protocol = "ModelContextProtocol.Core.dll";

    private static readonly string[] Talk =
    [
        """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"by hand","version":"1"}}}""",
        """{"jsonrpc":"2.0","method":"notifications/initialized"}""",
        """{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"runs_list","arguments":{}}}""",
        """{"jsonrpc":"2.0","id":3,"method":"tools/call","params":{"name":"no_such_tool"}}""",
        """{"jsonrpc":"2.0","id":4,"method":"no/such/method"}""",
    ];

    private readonly TestCli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Standard_output_is_the_protocol_and_nothing_else()
    {
        using var server = BuiltProgram.Start(_cli.Folder.FullName, "mcp", "--verbose");
        foreach (var line in Talk) await server.StandardInput.WriteLineAsync(line);
        await server.StandardInput.FlushAsync();
        var answers = new Dictionary<int, JsonElement>();
        using var limit = new CancellationTokenSource(BuiltProgram.Limit);
        while (answers.Count < 4 && await server.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            using var message = JsonDocument.Parse(line);
            Assert.Equal("2.0", message.RootElement.GetProperty("jsonrpc").GetString());
            if (message.RootElement.TryGetProperty("id", out var id)) answers[id.GetInt32()] = message.RootElement.Clone();
        }

        Assert.Equal("unreachable", answers[2].GetProperty("result").GetProperty("structuredContent").GetProperty("outcome").GetString());
        Assert.True(answers[3].TryGetProperty("error", out _), answers[3].ToString());
        Assert.True(answers[4].TryGetProperty("error", out _), answers[4].ToString());
        server.StandardInput.Close();
        var end = await BuiltProgram.EndAsync(server);
        Assert.True(end is { Code: 0, Out: "" }, end.ToString());
        Assert.NotEmpty(end.Error);
    }

    [Fact]
    public async Task A_server_that_is_interrupted_ends_cleanly()
    {
        using var server = BuiltProgram.Start(_cli.Folder.FullName, "mcp");
        await server.StandardInput.WriteLineAsync(Talk[0]);
        await server.StandardInput.FlushAsync();
        Assert.NotNull(await server.StandardOutput.ReadLineAsync());
        await BuiltProgram.SignalAsync(server, "INT");
        var end = await BuiltProgram.EndAsync(server);
        Assert.True(end.Code is 0 or 130, end.ToString());
        Assert.DoesNotContain("Unhandled", end.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_verbs_do_not_load_the_protocol()
    {
        var here = Directory.CreateDirectory(Path.Combine(_cli.Folder.FullName, "program"));
        foreach (var file in Directory.GetFiles(AppContext.BaseDirectory).Where(f => f.EndsWith(".dll", StringComparison.Ordinal) || Path.GetFileName(f).StartsWith("Fabrik.Cli", StringComparison.Ordinal)))
        {
            File.Copy(file, Path.Combine(here.FullName, Path.GetFileName(file)));
        }

        // Who loads this fails.
        await File.WriteAllTextAsync(Path.Combine(here.FullName, Protocol), "not an assembly");
        var program = Path.Combine(here.FullName, "Fabrik.Cli");
        foreach (var verb in (string[])["--help", "version", "mcp --help"])
        {
            var result = await BuiltProgram.RunAsync(program, _cli.Folder.FullName, verb.Split(' '));
            Assert.True(result.Code == 0, result.ToString());
        }

        Assert.Equal(70, (await BuiltProgram.RunAsync(program, _cli.Folder.FullName, "mcp")).Code);
    }

    [Fact]
    public async Task A_client_that_shares_no_code_with_the_server_understands_it()
    {
        var folder = RepositoryRoot.Combine("tests", "mcp-js");
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
        {
            var installed = await BuiltProgram.RunAsync("npm", folder, "ci");
            Assert.SkipWhen(installed.Code != 0, installed.ToString());
        }

        await SampleStore.FillAsync(_cli);
        _cli.File(".laosrc.yaml", "service: research\nthresholds: { latency_ms: { p95: 350 } }\n");
        var talk = await BuiltProgram.RunAsync("node", folder, "talk.mjs", BuiltProgram.Path, _cli.Folder.FullName, SampleStore.Good);
        Assert.True(talk.Code == 0, talk.ToString());
        var said = talk.Json();
        Assert.Equal(["laos_compare", "laos_lint", "laos_query", "laos_run", "runs_get", "runs_list"], said.GetProperty("tools").EnumerateArray().Select(t => t.GetString()).Order(StringComparer.Ordinal));
        Assert.Equal(["pass", "found", "inconclusive", "refused"], said.GetProperty("outcomes").EnumerateArray().Select(t => t.GetString()));
    }
}
