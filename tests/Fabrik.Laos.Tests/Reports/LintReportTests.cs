using Fabrik.Core.Tests.Reports;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Config;
using Fabrik.Laos.Evidence;
using Fabrik.Laos.Judging;
using Fabrik.Laos.Reports;
using Fabrik.Laos.Tests.Evidence;
using Fabrik.Laos.Tests.Judging;
using Fabrik.Testing;

namespace Fabrik.Laos.Tests.Reports;

public sealed class LintReportTests
{
    private static readonly LaosConfig Config = new()
    {
        Service = "checkout",
        Thresholds = new()
        {
            LatencyMs = new() { P50 = 120, P95 = 480, P99 = 800, P100 = 400 },
            DbTimeMs = new() { P95 = 300 },
            ErrorRate = 0.01,
            CpuPct = 75,
            LogErrorRate = 0.001,
            FunctionCpuPct = new Dictionary<string, double> { ["parse"] = 25 },
        },
    };

    public static TheoryData<string> Forms => [.. Enum.GetNames<LintFormat>()];

    [Fact]
    public void The_report_has_the_agreed_shape_and_is_the_same_bytes_twice()
    {
        var json = LintJson.Write(Report());

        Assert.Equal(json, LintJson.Write(Report()));
        Golden.Match("lint.json", json);
    }

    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_form_is_on_file(string form)
    {
        var format = Enum.Parse<LintFormat>(form);
        Golden.Match("lint" + LintForms.Extension(format) + (format == LintFormat.Json ? ".form" : ""), LintForms.Write(Report(), format));
    }

    [Fact]
    public void A_limit_that_holds_is_drawn_too()
    {
        var html = LintForms.Write(Report(), LintFormat.Html);

        Assert.Equal(Report().Measures.Count, html.Split("<svg").Length - 1);
        Assert.DoesNotContain("<b>\u202e", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Independent_readers_accept_every_form_of_every_outcome()
    {
        var folder = Directory.CreateTempSubdirectory("fabrik-lint-");
        try
        {
            var lone = Report() with { Notes = ["half a pair: \ud800"], CreatedAt = null, EvidenceDigest = null };
            (string Name, LintReport Report)[] reports =
            [
                ("fail", Report()),
                ("pass", SomeEvidence.Judge(SomeEvidence.Limits(new() { LatencyMs = new() { P95 = 900 } }), WholeEvidence.Of(WholeEvidence.Spans()))),
                ("inconclusive", SomeEvidence.Judge(Config, SomeEvidence.Of())),
                ("lone", lone),
            ];
            foreach (var (name, report) in reports)
            {
                await File.WriteAllTextAsync(Path.Combine(folder.FullName, $"{name}.lint.json"), LintJson.Write(report));
                await File.WriteAllTextAsync(Path.Combine(folder.FullName, $"{name}.junit.xml"), LintForms.Write(report, LintFormat.Junit));
                await File.WriteAllTextAsync(Path.Combine(folder.FullName, $"{name}.sarif"), LintForms.Write(report, LintFormat.Sarif));
            }

            var (_, files) = await NodeReaders.CheckAsync(folder.FullName, RepositoryRoot.Combine("schemas"));

            Assert.Equal("", string.Join('\n', files.Values.Where(f => f.TryGetProperty("error", out _))));
            foreach (var (name, report) in reports)
            {
                Assert.Equal(Core.Text.WireName.Of(report.Verdict.Status), files[$"{name}.lint.json"].GetProperty("verdict").GetString());
                var red = files[$"{name}.junit.xml"].GetProperty("failures").GetInt32() + files[$"{name}.junit.xml"].GetProperty("errors").GetInt32();
                Assert.Equal(report.Verdict.Status == VerdictStatus.Pass, red == 0);
            }

            Assert.Equal("pass", files["pass.lint.json"].GetProperty("verdict").GetString());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task The_schema_refuses_another_shape()
    {
        var folder = Directory.CreateTempSubdirectory("fabrik-lint-");
        try
        {
            var whole = LintJson.Write(Report());
            Dictionary<string, string> wrong = new(StringComparer.Ordinal)
            {
                ["status.lint.json"] = whole.Replace("\"status\": \"fail\"", "\"status\": \"inconclusive\"", StringComparison.Ordinal),
                ["state.lint.json"] = whole.Replace("\"state\": \"broken\"", "\"state\": \"bad\"", StringComparison.Ordinal),
                ["digest.lint.json"] = whole.Replace("sha256:", "md5:", StringComparison.Ordinal),
                ["missing.lint.json"] = whole.Replace("\"contamination\"", "\"other\"", StringComparison.Ordinal),
            };
            foreach (var (name, text) in wrong) await File.WriteAllTextAsync(Path.Combine(folder.FullName, name), text);

            var (_, files) = await NodeReaders.CheckAsync(folder.FullName, RepositoryRoot.Combine("schemas"));

            Assert.All(wrong.Keys, name => Assert.True(files[name].TryGetProperty("error", out _), name));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static LintReport Report()
    {
        var evidence = WholeEvidence.Of(WholeEvidence.Spans());
        return SomeEvidence.Judge(Config, evidence) with { EvidenceDigest = EvidenceFile.Encode(evidence).Digest, CreatedAt = SomeEvidence.Start.Add(TimeSpan.FromHours(1)) };
    }
}
