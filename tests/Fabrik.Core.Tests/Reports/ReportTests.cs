using System.Text.RegularExpressions;
using System.Xml.Linq;
using Fabrik.Core.Reports;
using Fabrik.Core.Verdicts;
using Fabrik.Testing;

namespace Fabrik.Core.Tests.Reports;

public sealed class ReportTests
{
    private static readonly Regex Command = new("^::(?:error|warning|notice) (?:file=[^:,]+,line=1,col=1,)?title=[^:,]+::[^\r\n]+$", RegexOptions.NonBacktracking);

    private static readonly Regex FingerprintValue = new("[0-9a-f]{64}:[0-9]+", RegexOptions.NonBacktracking);

    private static readonly Dictionary<string, Func<VerdictReport, string>> Writers = new(StringComparer.Ordinal)
    {
        ["report.json"] = JsonReport.Write,
        ["junit.xml"] = JunitReport.Write,
        ["sarif"] = SarifReport.Write,
        ["md"] = MarkdownReport.Write,
        ["github.txt"] = GithubAnnotations.Write,
        ["html"] = HtmlReport.Write,
    };

    public static TheoryData<string, string> All => [.. from report in SampleReports.ByName.Keys from format in Writers.Keys select (report, format)];

    [Theory]
    [MemberData(nameof(All))]
    public void Writes(string report, string format)
    {
        var text = Writers[format](SampleReports.ByName[report]);
        Assert.Equal(text, Writers[format](SampleReports.ByName[report]));
        Golden.Match($"{report}.{format}", text);
    }

    [Fact]
    public void Junit_is_red_unless_the_verdict_is_a_pass()
    {
        foreach (var (name, report) in SampleReports.ByName)
        {
            var suite = XDocument.Parse(JunitReport.Write(report)).Root!.Element("testsuite")!;
            var red = (int)suite.Attribute("failures")! + (int)suite.Attribute("errors")!;
            Assert.True(report.Verdict.Status == VerdictStatus.Pass ? red == 0 : red > 0, name);
            Assert.Empty(suite.Descendants("skipped"));
        }
    }

    [Fact]
    public void Github_gets_an_error_unless_the_verdict_is_a_pass()
    {
        foreach (var (name, report) in SampleReports.ByName)
            Assert.True(GithubAnnotations.Write(report).Contains("::error ", StringComparison.Ordinal) == (report.Verdict.Status != VerdictStatus.Pass), name);
    }

    [Fact]
    public void Texts_for_people_open_with_the_verdicts_word()
    {
        foreach (var (_, report) in SampleReports.ByName)
        {
            var word = Text.WireName.Of(report.Verdict.Status);
            Assert.Matches($@"^## . {word}: ", MarkdownReport.Write(report));
            Assert.Contains($"<header class=\"verdict {word}\"", HtmlReport.Write(report), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Hostile_text_stays_text_in_html()
    {
        var html = HtmlReport.Write(SampleReports.ByName["hostile"]);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("</script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("href", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain('\u202E', html);
        Assert.DoesNotContain("&#x202E;", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("U&#x2B;202E", html, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_text_starts_no_workflow_command()
    {
        var lines = GithubAnnotations.Write(SampleReports.ByName["hostile"]).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        foreach (var line in lines)
        {
            Assert.Matches(Command, line);
            Assert.DoesNotContain('\r', line);
        }

        // A percent sign of the text itself is escaped, so the runner can't decode it into a line break.
        Assert.DoesNotContain("pwned %0A", lines[0], StringComparison.Ordinal);
        Assert.Contains("pwned %250A", lines[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Hostile_text_breaks_no_markdown_table_and_links_nowhere()
    {
        var lines = MarkdownReport.Write(SampleReports.ByName["hostile"]).Split('\n');
        Assert.Contains("| ✕ error |", lines.Single(l => l.StartsWith("| ✕", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Equal(7, lines.Single(l => l.StartsWith("| ✕", StringComparison.Ordinal)).Count(c => c == '|'));
        var all = string.Join('\n', lines);
        Assert.DoesNotContain("<img", all, StringComparison.Ordinal);
        Assert.DoesNotContain("[a](", all, StringComparison.Ordinal);
        Assert.DoesNotContain("@team", all, StringComparison.Ordinal);
        Assert.DoesNotContain("://", all, StringComparison.Ordinal);
        Assert.DoesNotContain("www.", all, StringComparison.Ordinal);
    }

    [Fact]
    public void Sarif_messages_hold_no_placeholder_and_no_link()
    {
        var finding = new Finding("r", Severity.Error, "GET /users/{0} [a](https://evil.test)\u202E", null, null, null, []);
        var sarif = SarifReport.Write(new VerdictReport("t", "s", Verdict.From([finding], [], [], new Dictionary<string, string>(StringComparer.Ordinal)), [], []));
        Assert.Contains("GET /users/{{0}} [a] (https://evil.test)\\u27E8U\\u002B202E\\u27E9", sarif, StringComparison.Ordinal);
    }

    [Fact]
    public void A_fingerprint_outlives_new_numbers_and_ids_and_tells_findings_apart()
    {
        var (before, after) = (Finding(412, "s-17", "POST /chat"), Finding(399, "s-99", "POST /chat"));
        Assert.Equal(Fingerprints(before), Fingerprints(after));
        Assert.NotEqual(Fingerprints(before), Fingerprints(Finding(412, "s-17", "GET /search")));
        Assert.Distinct(Fingerprints(before, after));

        static Finding Finding(double value, string step, string span) =>
            new("laos.latency_ms.p95", Severity.Error, $"p95 is {value}", value, 350, "ms", [new("step", step, span, new("store", null, false))]);

        static string[] Fingerprints(params Finding[] findings) =>
        [
            .. FingerprintValue.Matches(SarifReport.Write(new VerdictReport("t", "s", Verdict.From(findings, [], [], new Dictionary<string, string>(StringComparer.Ordinal)), [], [])))
                .Select(m => m.Value),
        ];
    }

    [Theory]
    [InlineData(0.0, "0")]
    [InlineData(412.3456, "412")]
    [InlineData(12345.6, "12346")]
    [InlineData(1.004, "1")]
    [InlineData(0.00123456, "0.00123")]
    [InlineData(1e-9, "1E-09")]
    [InlineData(double.PositiveInfinity, "∞")]
    [InlineData(double.NaN, "not a number")]
    [InlineData(-2.5, "-2.5")]
    public void Numbers_have_three_digits_and_keep_whole_ones(double value, string text) =>
        Assert.Equal(text, Measured.Of(new Finding("r", Severity.Info, "m", value, null, null, [])).Value);

    [Fact]
    public void A_value_never_reads_like_the_limit_it_breaks() =>
        Assert.Equal(("350.04 ms", "350 ms"), Measured.Of(new Finding("r", Severity.Error, "m", 350.04, 350, "ms", [])));
}
