using System.Text;
using Fabrik.Core.Time;
using Fabrik.Laos.Evidence;
using Fabrik.Laos.Load.Processes;

namespace Fabrik.Laos.Load;

/// <summary>Runs a load tool: its files, its process, its result.</summary>
public sealed class LoadRunner(ILoadProcess process, TimeProvider time)
{
    /// <summary>Asks the tool what it is.</summary>
    /// <param name="program">Absolute path.</param>
    public async Task<ToolProbe> ProbeAsync(ILoadTool tool, string program, string workingDirectory, CancellationToken cancellation)
    {
        var said = new StringBuilder();
        var command = new LoadCommand { Program = program, Arguments = tool.ProbeArguments };
        await process.RunAsync(command, workingDirectory, (line, _) => said.Append(line).Append('\n'), CancellationToken.None, cancellation);
        return tool.Probe(program, said.ToString());
    }

    /// <summary>Runs a test to its end, or to an earlier one.</summary>
    /// <param name="line">Called with every line the tool prints.</param>
    /// <param name="finish">Ends the test early and keeps its result.</param>
    /// <param name="stop">Kills the tool.</param>
    public async Task<LoadRun> RunAsync(
        ILoadTool tool, LoadPlan plan, ToolProbe probe, LoadCommand command, Action<string> line, CancellationToken finish, CancellationToken stop)
    {
        var output = new StringBuilder();
        var lastError = "";
        try
        {
            foreach (var (path, text) in command.Files) await File.WriteAllTextAsync(path, text, CancellationToken.None);
            var since = UnixTime.Now(time);
            var code = await process.RunAsync(command, plan.WorkingDirectory, Hear, finish, stop);
            var until = UnixTime.Now(time);
            var exit = new ToolExit(code, finish.IsCancellationRequested, output.ToString(), lastError, await ResultAsync(command.ResultFile));
            return new LoadRun(plan.Scope, since, until, Outcome(tool.Read(plan, command, exit), since, until, code));
        }
        finally
        {
            foreach (var path in command.Files.Keys) File.Delete(path);
        }

        void Hear(string text, bool error)
        {
            var shown = true;
            foreach (var tally in command.Tallies) shown &= tally.Offer(text);
            if (!error)
            {
                output.Append(text).Append('\n');
                if (output.Length > 2 * ToolExit.MaxOutput) output.Remove(0, output.Length - ToolExit.MaxOutput);
            }
            else if (!string.IsNullOrWhiteSpace(text)) lastError = text;

            if (shown) line(text);
        }

        LoadOutcome Outcome(LoadReading reading, UnixTime since, UnixTime until, int code) => new(
            probe.Name,
            probe.Version,
            plan.BaseUrl.ToString(),
            LoadFingerprint.Of(plan, probe),
            since,
            until,
            reading.Sent,
            reading.Failed,
            reading.ErrorStatuses,
            reading.Latency,
            reading.Crossed,
            code,
            finish.IsCancellationRequested ? $"{probe.Name} was interrupted before its end" : reading.Problem);
    }

    private static async Task<byte[]?> ResultAsync(string? file) =>
        file is null || new FileInfo(file) is not { Exists: true, Length: <= ToolExit.MaxResult }
            ? null
            : await File.ReadAllBytesAsync(file, CancellationToken.None);
}
