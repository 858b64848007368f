using System.Text;
using System.Text.Json;
using Fabrik.Core.Json;
using Fabrik.Core.Reports;
using Fabrik.Core.Tests.Json;
using Fabrik.Core.Verdicts;
using Fabrik.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Fabrik.Core.Tests.Reports;

/// <summary>What Fabrik writes, read by npm packages that know nothing of Fabrik.</summary>
public sealed class IndependentReaderTests
{
    [Fact]
    public async Task Accept_reports_schemas_and_canonical_json()
    {
        var folder = Directory.CreateTempSubdirectory("fabrik-readers-");
        try
        {
            foreach (var (name, report) in SampleReports.ByName)
            {
                await WriteAsync($"{name}.sarif", SarifReport.Write(report));
                await WriteAsync($"{name}.junit.xml", JunitReport.Write(report));
                await WriteAsync($"{name}.report.json", JsonReport.Write(report));
            }

            var values = RandomJson.Values.Sample(2000);
            await WriteAsync("canonical.ndjson", string.Concat(values.Select(value => CanonicalLine(value?.ToJsonString(RandomJson.Escaping) ?? "null"))));
            var numbers = Fabrik.Core.Randomness.CounterRandom.From(1, "doubles");
            await WriteAsync("numbers.ndjson", string.Concat(Enumerable.Range(0, 20_000)
                .Select(_ => BitConverter.UInt64BitsToDouble(numbers.NextUInt64())).Where(double.IsFinite).Select(value => CanonicalLine(value.ToString("E16")))));

            var (exitCode, files) = await NodeReaders.CheckAsync(folder.FullName, RepositoryRoot.Combine("schemas"));

            Assert.Equal("", string.Join('\n', files.Values.Where(f => f.TryGetProperty("error", out _))));
            Assert.Equal(0, exitCode);
            Assert.Contains("verdict-report.schema.json", files.Keys);
            Assert.Equal(2000, files["canonical.ndjson"].GetProperty("lines").GetInt32());
            Assert.InRange(files["numbers.ndjson"].GetProperty("lines").GetInt32(), 19_900, 20_000);
            foreach (var (name, report) in SampleReports.ByName) AgreesWith(report, files[$"{name}.sarif"], files[$"{name}.junit.xml"], files[$"{name}.report.json"]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        Task WriteAsync(string name, string text) => File.WriteAllTextAsync(Path.Combine(folder.FullName, name), text);
    }

    [Fact]
    public async Task Refuse_what_is_wrong()
    {
        var folder = Directory.CreateTempSubdirectory("fabrik-readers-");
        try
        {
            var report = SampleReports.ByName["fail"];
            Dictionary<string, string> wrong = new(StringComparer.Ordinal)
            {
                ["a.sarif"] = SarifReport.Write(report).Replace("\"level\": \"error\"", "\"level\": \"bad\"", StringComparison.Ordinal),
                ["a.junit.xml"] = JunitReport.Write(report).Replace("failures=\"1\"", "failures=\"0\"", StringComparison.Ordinal),
                ["a.report.json"] = JsonReport.Write(report).Replace("\"exit_code\":1", "\"exit_code\":9", StringComparison.Ordinal),
                ["b.report.json"] = JsonReport.Write(report).Replace("\":", "\": ", StringComparison.Ordinal),
                ["a.ndjson"] = """{"source":"[1.0]","canonical":"[1.0]"}""",
            };
            foreach (var (name, text) in wrong) await File.WriteAllTextAsync(Path.Combine(folder.FullName, name), text);
            var (exitCode, files) = await NodeReaders.CheckAsync(folder.FullName, RepositoryRoot.Combine("schemas"));
            Assert.Equal(1, exitCode);
            Assert.All(wrong.Keys, name => Assert.True(files[name].TryGetProperty("error", out _), name));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void AgreesWith(VerdictReport report, JsonElement sarif, JsonElement junit, JsonElement json)
    {
        var verdict = report.Verdict;
        var conclusive = verdict.Status is VerdictStatus.Pass or VerdictStatus.Fail && verdict.NotEvaluated.Count == 0;
        Assert.Equal(conclusive, sarif.GetProperty("successful").GetBoolean());
        Assert.Equal(verdict.Findings.Count, sarif.GetProperty("results").GetInt32());
        Assert.Equal(verdict.Findings.Count(f => f.Severity == Severity.Error), sarif.GetProperty("errors").GetInt32());
        Assert.Equal(verdict.Status == VerdictStatus.Pass, sarif.GetProperty("notifications").GetInt32() + verdict.Findings.Count == 0);
        Assert.Equal(verdict.Status == VerdictStatus.Pass, junit.GetProperty("failures").GetInt32() + junit.GetProperty("errors").GetInt32() == 0);
        Assert.Equal(Core.Text.WireName.Of(verdict.Status), json.GetProperty("status").GetString());
    }

    private static string CanonicalLine(string source)
    {
        var canonical = Encoding.UTF8.GetString(CanonicalJson.Canonicalize(Encoding.UTF8.GetBytes(source)));
        return JsonSerializer.Serialize(new { source, canonical }) + "\n";
    }
}
