using System.Diagnostics;
using System.Text.Json;
using Fabrik.Testing;

namespace Fabrik.Core.Tests.Reports;

/// <summary>Runs tests/readers/check.mjs; installs its packages from the lock file when they are missing.</summary>
internal static class NodeReaders
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static string Project => RepositoryRoot.Combine("tests", "readers");

    /// <summary>One JSON object a file by name; skips the test where node is absent.</summary>
    public static async Task<(int ExitCode, Dictionary<string, JsonElement> Files)> CheckAsync(string folder, string schemas)
    {
        await InstallAsync();
        var (exitCode, output, error) = await RunAsync("node", "check.mjs", folder, schemas);
        Assert.True(error.Length == 0, error);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement);
        return (exitCode, lines.ToDictionary(line => line.GetProperty("file").GetString()!, StringComparer.Ordinal));
    }

    /// <summary>What another script of tests/readers prints: one JSON value.</summary>
    public static async Task<JsonElement> AskAsync(string script, params string[] arguments)
    {
        await InstallAsync();
        var (exitCode, output, error) = await RunAsync("node", [script, .. arguments]);
        Assert.True(exitCode == 0, error);
        return JsonDocument.Parse(output).RootElement;
    }

    private static async Task InstallAsync()
    {
        Assert.SkipUnless(OnPath("node") && OnPath("npm"), "node and npm are not installed: the independent readers did not run");
        if (!Directory.Exists(Path.Combine(Project, "node_modules")))
        {
            var (code, _, talk) = await RunAsync("npm", "ci", "--no-audit", "--no-fund");
            Assert.True(code == 0, $"npm ci in tests/readers failed: {talk}");
        }
    }

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Project,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var limit = new CancellationTokenSource(Patience);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
        try
        {
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }
}
