using System.Diagnostics;
using System.Globalization;

namespace Fabrik.Cli.Tests.Support;

/// <summary>The built program, run as a user runs it: a process with streams, signals and an exit code.</summary>
internal static class BuiltProgram
{
    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "Fabrik.Cli");

    public static TimeSpan Limit { get; } = TimeSpan.FromMinutes(3);

    /// <summary>With the interrupt signal as a terminal gives it: a shell that runs its tests in the background has it ignored, and children inherit that.</summary>
    public static Process Start(string folder, params string[] args) => StartOf("env", folder, ["--default-signal=INT", Path, .. args]);

    public static Process StartOf(string program, string folder, params string[] args)
    {
        var start = new ProcessStartInfo(program, args)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var name in (string[])["FABRIK_DATA", "FABRIK_POSTGRES", "NO_COLOR"]) start.Environment.Remove(name);
        start.Environment["PATH"] = $"{folder}:{Environment.GetEnvironmentVariable("PATH")}";
        return Process.Start(start)!;
    }

    public static async Task<CliResult> RunAsync(string program, string folder, params string[] args)
    {
        using var process = StartOf(program, folder, args);
        process.StandardInput.Close();
        return await EndAsync(process);
    }

    /// <summary>Waits for the end; a process that doesn't end is killed and fails the test.</summary>
    public static async Task<CliResult> EndAsync(Process process)
    {
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
            await process.WaitForExitAsync(limit.Token);
            return new CliResult(process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    public static async Task SignalAsync(Process process, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }
}
