using System.Text.Json.Nodes;
using Fabrik.Cli;
using Fabrik.Cli.Tests.Support;
using Fabrik.Testing;

namespace Fabrik.Stories.Tests.Support;

/// <summary>Where somebody works: a folder with a config, and the command line in it on the machine's clock.</summary>
internal sealed class Desk : IDisposable
{
    private readonly TestCli _cli = new();

    /// <param name="config">Text of <c>.laosrc.yaml</c>.</param>
    /// <param name="store">Folder of the server's store; null where there is none.</param>
    public Desk(string config, string? store = null)
    {
        Configure(config);
        Variables["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "";
        Variables["K6_BIN"] = RepositoryRoot.Combine("tests", "load-js", "k6.mjs");
        if (store is not null) Variables["FABRIK_DATA"] = store;
    }

    public Dictionary<string, string> Variables => _cli.Variables;

    public void Configure(string config) => File(".laosrc.yaml", config);

    public void File(string name, string text) => _cli.File(name, text);

    public string Path(string name) => System.IO.Path.Combine(_cli.Folder.FullName, name);

    public bool Has(string name) => System.IO.File.Exists(Path(name));

    public string Read(string name) => _cli.Read(name);

    public JsonNode Json(string name) => JsonNode.Parse(Read(name))!;

    public async Task<CliResult> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await FabrikCommand.RunAsync(args, _cli.Environment(output, error) with { Time = TimeProvider.System }, CancellationToken.None);
        return new CliResult(code, output.ToString(), error.ToString());
    }

    /// <summary>Runs a k6 script as a run of its own, which is linted; the report is held against its published schema.</summary>
    public async Task<LintedRun> LoadAsync(string script, params string[] args)
    {
        File("k6.js", script);
        var result = await RunAsync(["laos", "run", "k6.js", "--agent", "ralph-1", "--json", .. args]);
        Assert.True(Has("reports/lint.json"), result.ToString());
        await LintSchema.HoldsAsync(Read("reports/lint.json"));
        return new LintedRun(this, result, Json("reports/lint.json"));
    }

    public void Dispose() => _cli.Dispose();
}
