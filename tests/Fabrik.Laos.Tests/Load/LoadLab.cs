using System.Diagnostics;
using Fabrik.Core.Scope;
using Fabrik.Laos.Load;
using Fabrik.Laos.Load.Processes;
using Fabrik.Testing;

namespace Fabrik.Laos.Tests.Load;

/// <summary>A folder, a server and the load tools of this machine.</summary>
internal sealed class LoadLab : IAsyncDisposable
{
    public const string Run = "tester-20261125T010000Z-0a1b2c3d";
    private static readonly Lazy<string?> NodeUnready = new(PrepareNode);

    private LoadLab(LoadedServer server) => Server = server;

    public LoadedServer Server { get; }

    public DirectoryInfo Folder { get; } = Directory.CreateTempSubdirectory("fabrik-lab-");

    /// <summary>What the tool printed.</summary>
    public List<string> Lines { get; } = [];

    /// <summary>Also what the next plan's tool sees of this machine.</summary>
    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal) { ["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "" };

    public static async Task<LoadLab> StartAsync() => new(await LoadedServer.StartAsync());

    public static string Js(params string[] parts) => RepositoryRoot.Combine(["tests", "load-js", .. parts]);

    /// <summary>The real one, as the sample brings it.</summary>
    public static string Autocannon { get; } = RepositoryRoot.Combine("samples", "checkout-service", "node_modules", ".bin", "autocannon");

    /// <summary>Skips the test where Node or its packages can't be had.</summary>
    public static void NeedNode() => Assert.SkipWhen(NodeUnready.Value is not null, NodeUnready.Value ?? "");

    /// <summary>The double's path, or the real binary's; skips where there is none.</summary>
    public static string K6(bool real)
    {
        if (!real)
        {
            NeedNode();
            return Js("k6.mjs");
        }

        var binary = Environment.GetEnvironmentVariable("K6_BIN");
        Assert.SkipWhen(string.IsNullOrEmpty(binary), "K6_BIN names no k6: this runs against the double only");
        return binary!;
    }

    public string Write(string name, string text)
    {
        var path = Path.Combine(Folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public LoadPlan Plan(string target, ReadOnlyMemory<byte>? script, params string[] arguments) => new(
        new RunScope(RunId.Parse(Run), "checkout", "tester", "test"),
        Server.Url,
        target,
        script,
        arguments,
        Variables,
        Folder.FullName,
        "linux-x64-2cpu");

    public Task<LoadRun> RunAsync(ILoadTool tool, string program, LoadPlan plan, CancellationToken finish = default) =>
        RunAsync(tool, program, plan, _ => { }, finish);

    public async Task<LoadRun> RunAsync(ILoadTool tool, string program, LoadPlan plan, Action<string> heard, CancellationToken finish)
    {
        var runner = new LoadRunner(new LoadProcess(TimeProvider.System, TimeSpan.FromSeconds(30)), TimeProvider.System);
        var probe = await runner.ProbeAsync(tool, program, Folder.FullName, CancellationToken.None);
        var own = Folder.CreateSubdirectory("own");
        var command = tool.Command(plan, probe, own.FullName);
        Assert.Null(command.Refusal);
        return await runner.RunAsync(tool, plan, probe, command, Hear, finish, CancellationToken.None);

        void Hear(string line)
        {
            Lines.Add(line);
            heard(line);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        Folder.Delete(recursive: true);
    }

    private static string? PrepareNode()
    {
        try
        {
            if (File.Exists(Autocannon)) return null;
            using var install = Process.Start(new ProcessStartInfo("npm", ["ci"]) { WorkingDirectory = RepositoryRoot.Combine("samples", "checkout-service"), UseShellExecute = false, RedirectStandardOutput = true })!;
            var said = install.StandardOutput.ReadToEnd();
            install.WaitForExit();
            return install.ExitCode == 0 ? null : throw new InvalidOperationException("npm ci failed in samples/checkout-service: " + said);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "node is not installed";
        }
    }
}
