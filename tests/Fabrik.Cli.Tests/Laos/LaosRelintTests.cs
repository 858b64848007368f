using System.Text.RegularExpressions;
using Fabrik.Cli.Tests.Support;

namespace Fabrik.Cli.Tests.Laos;

public sealed partial class LaosRelintTests : IDisposable
{
    private const string Config = "service: research\nthresholds:\n  latency_ms: { p50: 5, p95: 350, p100: 360 }\n  error_rate: 0.1\n";
    private readonly TestCli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData(SampleStore.Good)]
    [InlineData(SampleStore.Bad)]
    [InlineData("nobody-1")]
    public async Task Kept_evidence_gives_the_same_bytes_without_a_store(string run)
    {
        await SampleStore.FillAsync(_cli);
        _cli.File(".laosrc.yaml", Config + "grafana: { url: \"http://grafana.example\" }\nscope: { run_id: \"${RalphRunId}\" }\n");
        _cli.Variables["GRAFANA_URL"] = "http://grafana.example";
        var lint = await _cli.RunAsync("laos", "lint", "--run", run, "--json");
        Directory.Delete(_cli.Data, recursive: true);
        _cli.Variables.Clear();
        _cli.Time.Advance(TimeSpan.FromDays(1));

        var relint = await _cli.RunAsync("laos", "relint", "--evidence", $"reports/evidence/{run}.json.gz", "--json", "--report", "reports/again.json");

        Assert.Equal(lint.Code, relint.Code);
        Assert.NotEqual(lint.Out, relint.Out);
        Assert.Equal(WithoutMeta(lint.Out), WithoutMeta(relint.Out));
        Assert.Equal(relint.Out, _cli.Read("reports/again.json"));
    }

    [Fact]
    public async Task Another_policy_may_judge_otherwise()
    {
        await SampleStore.FillAsync(_cli);
        _cli.File(".laosrc.yaml", Config);
        _cli.File("loose.yaml", "service: research\nthresholds: { latency_ms: { p95: 900 } }\n");
        Assert.Equal(1, (await _cli.RunAsync("laos", "lint", "--run", SampleStore.Good)).Code);

        Assert.Equal(0, (await _cli.RunAsync("laos", "relint", "-e", "reports/evidence/good-1.json.gz", "-c", "loose.yaml")).Code);
    }

    [Fact]
    public async Task What_is_not_evidence_is_refused_with_the_reason()
    {
        _cli.File(".laosrc.yaml", Config);
        _cli.File("broken.json.gz", "{}");

        var broken = await _cli.RunAsync("laos", "relint", "--evidence", "broken.json.gz");
        var missing = await _cli.RunAsync("laos", "relint", "--evidence", "missing.json.gz");

        Assert.Equal((2, 2), (broken.Code, missing.Code));
        Assert.Contains("broken.json.gz is not evidence that can be judged: it is not gzip", broken.Error, StringComparison.Ordinal);
        Assert.Contains("missing.json.gz can't be read", missing.Error, StringComparison.Ordinal);
    }

    private static string WithoutMeta(string json) => Meta().Replace(json, "");

    [GeneratedRegex("\"created_at\": \"[^\"]*\"", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Meta();
}
