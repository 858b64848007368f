using System.Text.Json.Nodes;
using Fabrik.Laos.Judging;

namespace Fabrik.Laos.Gates;

/// <summary><c>human-gate.json</c>: <c>{v: 1, status: "blocked", reason}</c>. A gate that is there already stays, whoever set it; no gate is lifted.</summary>
internal static class HumanGateFile
{
    public const string Name = "human-gate.json";

    public static GateFile Of(LintReport report, string? existing)
    {
        var issues = ReviewIssue.Of(report);
        if (issues.Count == 0) return new GateFile(Name, null);
        if (existing is not null) return new GateFile(Name, null, $"{Name} is there already and is left as it is");
        return new GateFile(Name, ReviewJson.Write(new JsonObject
        {
            ["v"] = 1,
            ["status"] = "blocked",
            ["reason"] = $"laos lint of {report.Evidence.Scope.Run?.Value ?? report.Service ?? "this window"}: {string.Join("; ", issues.Select(i => i.Problem))}",
            ["source"] = ReviewFile.Reviewer,
            ["run_id"] = report.Evidence.Scope.Run?.Value,
        }));
    }
}
