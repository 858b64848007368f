using System.CommandLine;
using Fabrik.Cli.Failures;
using Fabrik.Cli.Terminal;
using Fabrik.Cli.Verbs.Laos.Keeping;
using Fabrik.Core.Config;
using Fabrik.Core.Text;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Config;
using Fabrik.Laos.Evidence;
using Fabrik.Laos.Judging;
using Fabrik.Laos.Reports;

namespace Fabrik.Cli.Verbs.Laos;

/// <summary>Where a lint report goes and in which forms; the same for every verb that judges.</summary>
internal sealed class ReportOptions
{
    private readonly Option<string> _report = new("--report") { Description = "Where the report goes", HelpName = "FILE", DefaultValueFactory = _ => Path.Combine("reports", "lint.json") };
    private readonly Option<string?> _format = new("--format", "-f") { Description = "Also as json, junit, sarif, markdown, github or html: beside the report; github to the screen", HelpName = "FORM" };
    private readonly Option<string?> _output = new("--output", "-o") { Description = "Where the other form goes", HelpName = "FILE" };

    public void AddTo(Command verb)
    {
        _format.AcceptOnlyFromAmong([.. WireName.All<LintFormat>()]);
        foreach (var option in (Option[])[_report, _format, _output]) verb.Options.Add(option);
    }

    /// <summary>The report's folder: evidence lies beside it.</summary>
    public string Folder(ParseResult parsed, CliEnvironment environment) => Path.GetDirectoryName(File(parsed, environment))!;

    /// <summary>Judges fresh evidence and does all that follows: keeps the evidence, writes the reports and the review files, prints.</summary>
    public async Task<ExitCode> ConcludeAsync(
        ParseResult parsed, Screen screen, ConfigResult<LaosConfig> config, RunEvidence collected, IKeeping? kept, CancellationToken cancellation)
    {
        var environment = screen.Environment;
        var evidence = LintReporting.WithHints(config.Value!, collected, environment);

        // The evidence is packed while it is judged: each takes about as long.
        var packing = Task.Run(() => EvidenceFile.Encode(evidence), cancellation);
        var report = LintReporting.Judge(config, evidence, environment);
        var file = await packing;
        var folder = Folder(parsed, environment);
        Save(Path.Combine(folder, "evidence", $"{evidence.Scope.Run?.Value ?? "unscoped"}.json.gz"), file.Bytes);
        report = report with { EvidenceDigest = file.Digest };
        Gating.Apply(report, config.Value!.Gate, folder, screen);
        if (kept is not null) await kept.KeepAsync(report, LintJson.Write(report), cancellation);
        Publish(parsed, screen, report);
        return Gating.ExitCode(report);
    }

    /// <summary>Writes the files and prints the report as the caller wants to read it.</summary>
    public void Publish(ParseResult parsed, Screen screen, LintReport report)
    {
        var environment = screen.Environment;
        var file = File(parsed, environment);
        var json = LintJson.Write(report);
        Save(file, json);
        var format = parsed.GetValue(_format) is { } name ? WireName.Parse<LintFormat>(name) : (LintFormat?)null;
        var other = Other(parsed, environment, file, format);
        if (other is not null) Save(other, LintForms.Write(report, format!.Value));

        if (screen.Json) screen.Data(json);
        else if (format == LintFormat.Github) screen.Data(LintForms.Write(report, LintFormat.Github));
        else LintText.Print(screen, report, [.. new[] { file, other }.OfType<string>().Distinct().Select(f => Path.GetRelativePath(environment.WorkingDirectory, f))]);
    }

    public static void Save(string file, string text) => Save(() => AtomicFile.Write(file, text));

    public static void Save(string file, ReadOnlyMemory<byte> bytes) => Save(() => AtomicFile.Write(file, bytes.Span));

    private string File(ParseResult parsed, CliEnvironment environment) => Path.GetFullPath(parsed.GetValue(_report)!, environment.WorkingDirectory);

    private string? Other(ParseResult parsed, CliEnvironment environment, string report, LintFormat? format)
    {
        if (format is null) return null;
        if (parsed.GetValue(_output) is { } named) return Path.GetFullPath(named, environment.WorkingDirectory);

        // Annotations are read off the screen, and the JSON form is the report itself.
        return format is LintFormat.Github or LintFormat.Json ? null : Path.ChangeExtension(report, null) + LintForms.Extension(format.Value);
    }

    private static void Save(Action write)
    {
        try
        {
            write();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliFailure(ExitCode.Usage, $"the report can't be written: {e.Message}", "name another file with --report");
        }
    }
}
