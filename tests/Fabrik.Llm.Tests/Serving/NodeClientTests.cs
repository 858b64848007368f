using System.Diagnostics;
using System.Text.Json;
using Fabrik.Llm.Tests.Support;
using Fabrik.Testing;

namespace Fabrik.Llm.Tests.Serving;

/// <summary>The npm packages <c>openai</c> and <c>ollama</c> find in the deterministic model what they expect of a server.</summary>
public sealed class NodeClientTests
{
    private const string Hello = "You said hello, didn't you? 漢字 👩‍👩‍👧 done.";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static string Project => RepositoryRoot.Combine("tests", "llm-js");

    [Fact]
    public async Task They_understand_every_answer()
    {
        Assert.SkipUnless(OnPath("node") && OnPath("npm"), "node and npm are not installed: the clients did not run");
        if (!Directory.Exists(Path.Combine(Project, "node_modules"))) await RunAsync("npm", "ci", "--no-audit", "--no-fund");

        await using var model = await TestModel.StartAsync();
        var said = TestModel.Parse(await RunAsync("node", "talk.mjs", model.Address.ToString().TrimEnd('/')));

        var openai = said.GetProperty("openai");
        Assert.Equal(Hello, Text(openai, "whole"));
        Assert.Equal(Hello, Text(openai, "streamed"));
        Assert.True(openai.GetProperty("usage").GetBoolean());
        Assert.Equal(["search", "fetch"], Texts(openai, "calls"));
        Assert.Equal(openai.GetProperty("whole_calls").GetRawText(), openai.GetProperty("gathered").GetRawText());
        Assert.Equal(["small", "fast"], Texts(openai, "models"));
        Assert.Equal(("NotFoundError", 404), Failure(openai, "unknown"));
        Assert.Equal(("InternalServerError", 503), Failure(openai, "broken"));

        var ollama = said.GetProperty("ollama");
        Assert.Equal(Hello, Text(ollama, "whole"));
        Assert.Equal(Hello, Text(ollama, "streamed"));
        Assert.Equal(Hello, Text(ollama, "generated"));
        Assert.Equal(["search", "fetch"], Texts(ollama, "calls"));
        Assert.Equal(["small", "fast"], Texts(ollama, "models"));
        Assert.Equal(2, ollama.GetProperty("running").GetInt32());
        Assert.Equal(("ResponseError", 404), Failure(ollama, "unknown"));
        Assert.Equal(("ResponseError", 503), Failure(ollama, "broken"));
    }

    private static string? Text(JsonElement at, string name) => at.GetProperty(name).GetString();

    private static IEnumerable<string?> Texts(JsonElement at, string name) => at.GetProperty(name).EnumerateArray().Select(t => t.GetString());

    private static (string? Name, int Status) Failure(JsonElement at, string name) =>
        (at.GetProperty(name).GetProperty("name").GetString(), at.GetProperty(name).GetProperty("status").GetInt32());

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Project,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: exit {process.ExitCode}\n{await error}");
            return await output;
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }
}
