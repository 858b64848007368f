using Fabrik.Cli.Terminal;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Config;
using Fabrik.Laos.Gates;
using Fabrik.Laos.Judging;

namespace Fabrik.Cli.Verbs.Laos;

/// <summary>Writes the review files that the config asks for, and says what was written.</summary>
internal static class Gating
{
    /// <param name="reports">The report's folder, used where nothing names another.</param>
    /// <returns>The files written.</returns>
    public static IReadOnlyList<string> Apply(LintReport report, GateConfig config, string reports, Screen screen)
    {
        var environment = screen.Environment;
        var folder = Path.GetFullPath(config.Directory ?? environment.Variable("SMITHERS_REPORT_DIR") ?? environment.Variable("REPORT_DIR") ?? reports, environment.WorkingDirectory);
        List<string> written = [];
        foreach (var file in LintGate.Of(report, config.Mode, name => Existing(Path.Combine(folder, name)), Verify(report)))
        {
            if (file.Note is { } note) screen.Warn(note);
            if (file.Text is null) continue;
            var path = Path.Combine(folder, file.Name);
            ReportOptions.Save(path, file.Text);
            written.Add(path);
        }

        return written;
    }

    /// <summary>A demanded backend that could not be asked is no verdict on the run: it has an exit code of its own.</summary>
    public static ExitCode ExitCode(LintReport report) =>
        report.Verdict.Status == VerdictStatus.Inconclusive
        && report.Signals.Any(s => s is { Demand: SignalDemand.True, State.Completeness: SignalCompleteness.Unreachable })
            ? Core.Verdicts.ExitCode.Unreachable
            : report.Verdict.Status.ToExitCode();

    private static string Verify(LintReport report) =>
        report.Evidence.Load is { } load ? $"fabrik laos run against {load.Target} exits 0" : "fabrik laos lint --run RUN of a new run exits 0";

    private static string? Existing(string path)
    {
        try
        {
            return File.Exists(path) ? File.ReadAllText(path) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What can't be read is somebody's, and stays.
            return "";
        }
    }
}
