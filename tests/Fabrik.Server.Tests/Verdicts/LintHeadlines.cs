using System.Text.Json.Nodes;
using Fabrik.Server.Problems;
using Fabrik.Server.Verdicts;

namespace Fabrik.Server.Tests.Verdicts;

public sealed class LintHeadlines
{
    [Theory]
    [InlineData("""[{"metric":"a","value":11,"limit":10},{"metric":"b","value":30,"limit":10}]""", "[]", "b 30 over 10")]
    [InlineData("""[{"metric":"a","value":99,"limit":10,"severity":"warning"},{"metric":"b","value":11,"limit":10}]""", "[]", "b 11 over 10")]
    [InlineData("""[{"metric":"cpu_pct","value":81.25,"limit":75,"unit":"percent"}]""", "[]", "cpu_pct 81.3 % over 75 %")]
    [InlineData("""[{"metric":"latency_ms.p99","value":12345.6,"limit":800,"unit":"ms"}]""", "[]", "latency_ms.p99 12346 ms over 800 ms")]
    [InlineData("""[{"metric":"error_rate","value":0.01234,"limit":0,"unit":"ratio"}]""", "[]", "error_rate 0.0123 over 0")]
    [InlineData("""[7,{"metric":7},{"metric":"a","value":1e999}]""", """[{"rule":"error_rate","reason":"no spans"}]""", "error_rate not judged: no spans")]
    [InlineData("[]", """[null,{"rule":"cpu_pct"}]""", "cpu_pct not judged")]
    [InlineData("[]", "[]", null)]
    public void The_worst_violation_leads_else_what_was_not_judged(string violations, string notEvaluated, string? expected)
    {
        List<FieldError> errors = [];
        var report = Lint.Report("r", ("violations", JsonNode.Parse(violations)), ("not_evaluated", JsonNode.Parse(notEvaluated)));

        Assert.Equal(expected, LintHead.Read(System.Text.Encoding.UTF8.GetBytes(report), errors)?.Headline);
        Assert.Empty(errors);
    }
}
