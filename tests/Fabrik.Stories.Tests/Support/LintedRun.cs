using System.Globalization;
using System.Text.Json.Nodes;
using Fabrik.Cli.Tests.Support;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Evidence;

namespace Fabrik.Stories.Tests.Support;

/// <summary>A run that <c>fabrik laos run</c> loaded and linted.</summary>
/// <param name="Desk">Where its files lie.</param>
/// <param name="Report"><c>reports/lint.json</c>.</param>
internal sealed record LintedRun(Desk Desk, CliResult Result, JsonNode Report)
{
    public string Run => Text("run_id");

    public string Verdict => Text("verdict");

    public string EvidenceFile => Desk.Path($"reports/evidence/{Run}.json.gz");

    public IReadOnlyList<JsonNode> Violations => [.. Report["violations"]!.AsArray().Select(v => v!)];

    public DateTimeOffset Ended => Time(Report["load"]!["ended_at"]!);

    /// <summary>From the end of the load to the report.</summary>
    public TimeSpan Waited => Time(Report["meta"]!["created_at"]!) - Ended;

    public RunEvidence Evidence()
    {
        var reading = Laos.Evidence.EvidenceFile.Decode(File.ReadAllBytes(EvidenceFile));
        Assert.True(reading.Ok, reading.Error);
        return reading.Evidence;
    }

    public string State(SignalKind signal) => Signal(signal)["state"]!.GetValue<string>();

    public string? Reason(SignalKind signal) => Signal(signal)["reason"]?.GetValue<string>();

    /// <summary>Why something was not judged; fails where nothing says so.</summary>
    public string Why(string rule) =>
        Assert.Single(Report["not_evaluated"]!.AsArray(), n => n!["rule"]!.GetValue<string>() == rule)!["reason"]!.GetValue<string>();

    /// <summary>The report without <c>meta</c>, as text: what the same evidence must give again.</summary>
    public static string Outside(JsonNode report)
    {
        var copy = report.DeepClone().AsObject();
        copy.Remove("meta");
        return copy.ToJsonString();
    }

    public static DateTimeOffset Time(JsonNode text) => DateTimeOffset.Parse(text.GetValue<string>(), CultureInfo.InvariantCulture);

    public override string ToString() => $"{Result}\n{Report}";

    private JsonNode Signal(SignalKind signal) => Report["signals"]![Core.Text.WireName.Of(signal)]!;

    private string Text(string name) => Report[name]!.GetValue<string>();
}
