using Fabrik.Cli.Tests.Support;

namespace Fabrik.Cli.Tests.Laos;

public sealed class LaosFormatTests : IDisposable
{
    private readonly TestCli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("junit", "reports/lint.junit.xml", "<testsuites")]
    [InlineData("sarif", "reports/lint.sarif", "\"version\": \"2.1.0\"")]
    [InlineData("markdown", "reports/lint.md", "## ✕ fail")]
    [InlineData("html", "reports/lint.html", "<svg")]
    public async Task Another_form_lies_beside_the_report_or_where_it_is_wanted(string format, string file, string holds)
    {
        await FillAsync();

        var beside = await _cli.RunAsync("laos", "lint", "--run", SampleStore.Good, "--format", format);
        var named = await _cli.RunAsync("laos", "lint", "--run", SampleStore.Good, "--format", format, "--output", "other/it");

        Assert.Equal((1, 1), (beside.Code, named.Code));
        Assert.Contains(holds, _cli.Read(file), StringComparison.Ordinal);
        Assert.Contains($"→ {file}", beside.Out, StringComparison.Ordinal);
        Assert.Equal(_cli.Read(file), _cli.Read("other/it"));
        Assert.Contains("\"status\": \"fail\"", _cli.Read("reports/lint.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Annotations_go_to_the_screen_and_point_at_the_limit()
    {
        await FillAsync();
        var result = await _cli.RunAsync("laos", "lint", "--run", SampleStore.Good, "--format", "github");

        Assert.StartsWith("::error file=.laosrc.yaml,line=3,col=22,title=laos.latency_ms.p95::", result.Out, StringComparison.Ordinal);
        Assert.All(result.Lines, line => Assert.StartsWith("::", line, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_unknown_form_is_refused() =>
        Assert.Equal(2, (await _cli.RunAsync("laos", "lint", "--run", "r-1", "--format", "pdf")).Code);

    private async Task FillAsync()
    {
        await SampleStore.FillAsync(_cli);
        _cli.File(".laosrc.yaml", "service: research\nthresholds:\n  latency_ms: { p95: 10 }\n");
    }
}
