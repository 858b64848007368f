using Fabrik.Cli.Terminal;
using Fabrik.Testing;

namespace Fabrik.Cli.Tests.Support;

/// <summary>The whole command line in this process, in a folder, a clock and variables of its own.</summary>
internal sealed class TestCli : IDisposable
{
    public DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("fabrik-cli-");

    public ManualTime Time { get; } = new(new DateTimeOffset(2026, 2, 11, 12, 30, 0, TimeSpan.Zero));

    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    public bool Terminal { get; set; }

    public int Width { get; set; } = 100;

    public string Data => Path.Combine(Folder.FullName, ".fabrik");

    public string File(string name, string text)
    {
        var path = Path.Combine(Folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    public string Read(string name) => System.IO.File.ReadAllText(Path.Combine(Folder.FullName, name));

    public Task<CliResult> RunAsync(params string[] args) => RunAsync(CancellationToken.None, args);

    public async Task<CliResult> RunAsync(CancellationToken interrupted, params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = await FabrikCommand.RunAsync(args, Environment(output, error), interrupted);
        return new CliResult(code, output.ToString(), error.ToString());
    }

    public CliEnvironment Environment(TextWriter output, TextWriter error) => new()
    {
        Out = output,
        Error = error,
        OutIsTerminal = Terminal,
        ErrorIsTerminal = Terminal,
        Width = Width,
        Variables = Variables,
        WorkingDirectory = Folder.FullName,
        Time = Time,
        ProgramDirectory = AppContext.BaseDirectory,
    };

    public void Dispose() => Folder.Delete(recursive: true);
}
