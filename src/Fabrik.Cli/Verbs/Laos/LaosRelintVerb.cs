using System.CommandLine;
using Fabrik.Cli.Failures;
using Fabrik.Cli.Terminal;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Evidence;

namespace Fabrik.Cli.Verbs.Laos;

internal sealed class LaosRelintVerb : Verb
{
    private readonly Option<string> _evidence = new("--evidence", "-e") { Description = "Evidence file of an earlier lint", HelpName = "FILE", Required = true };
    private readonly Option<string?> _config = new("--config", "-c") { Description = "Thresholds (default: .laosrc.yaml or .laosrc.json here)", HelpName = "FILE" };
    private readonly ReportOptions _report = new();

    public LaosRelintVerb(CliEnvironment environment)
        : base(
            "relint",
            "Judge kept evidence again, offline, by the same or another policy",
            new("fabrik laos relint --evidence reports/evidence/my-run-1.json.gz", "the same report, without any backend"),
            new("fabrik laos relint -e reports/evidence/my-run-1.json.gz -c strict.yaml --report reports/strict.json", "what a stricter policy would say"))
    {
        foreach (var option in (Option[])[_evidence, _config]) Options.Add(option);
        _report.AddTo(this);
        Runs(environment, Run);
    }

    private Task<ExitCode> Run(ParseResult parsed, Screen screen, CancellationToken cancellation)
    {
        var named = parsed.GetValue(_evidence)!;
        var reading = EvidenceFile.Decode(Read(named, screen));
        if (!reading.Ok) throw new CliFailure(ExitCode.Usage, $"{named} is not evidence that can be judged: {reading.Error}", "`fabrik laos lint` writes it to reports/evidence");
        var config = LaosConfiguration.Load(parsed.GetValue(_config), reading.Evidence.Scope.Run?.Value, screen);
        var report = LintReporting.Judge(config, reading.Evidence, screen.Environment) with { EvidenceDigest = reading.Digest };
        _report.Publish(parsed, screen, report);
        return Task.FromResult(Gating.ExitCode(report));
    }

    private static byte[] Read(string named, Screen screen)
    {
        try
        {
            return File.ReadAllBytes(Path.GetFullPath(named, screen.Environment.WorkingDirectory));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CliFailure(ExitCode.Usage, $"{named} can't be read: {e.Message}");
        }
    }
}
