using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Fabrik.Laos.Load.Processes;

/// <summary>
/// A real process, in a session of its own where <c>setsid</c> is there: Ctrl-C on the terminal then reaches it once, from here, and not
/// twice, which tools take for an order to drop everything.
/// </summary>
/// <param name="patience">How long it may take to end after it was asked to.</param>
public sealed class LoadProcess(TimeProvider time, TimeSpan patience) : ILoadProcess
{
    private const string SetSid = "/usr/bin/setsid";
    private const int SigInt = 2;

    public async Task<int> RunAsync(
        LoadCommand command, string workingDirectory, Action<string, bool> line, CancellationToken finish, CancellationToken stop)
    {
        string[] words = [.. File.Exists(SetSid) ? [SetSid] : (string[])[], command.Program, .. command.Arguments];
        var start = new ProcessStartInfo(words[0], words.Skip(1))
        {
            UseShellExecute = false,
            WorkingDirectory = workingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in command.Variables) start.Environment[name] = value;

        using var process = new Process { StartInfo = start };
        var gate = new Lock();
        process.Start();
        process.StandardInput.Close();
        var output = ReadAsync(process.StandardOutput, error: false);
        var error = ReadAsync(process.StandardError, error: true);
        using var late = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        using var asked = finish.Register(() =>
        {
            if (!process.HasExited) _ = Kill(process.Id, SigInt);
            late.CancelAfter(patience);
        });
        using var killed = stop.Register(late.Cancel);
        try
        {
            await process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
        }

        await Task.WhenAll(output, error);
        return process.ExitCode;

        async Task ReadAsync(StreamReader reader, bool error)
        {
            while (await reader.ReadLineAsync(CancellationToken.None) is { } text)
            {
                lock (gate) line(text, error);
            }
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Kill(int process, int signal);
}
