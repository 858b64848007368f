using System.Text.Json.Nodes;
using Fabrik.Laos.Judging;

namespace Fabrik.Laos.Gates;

/// <summary>
/// <c>review-laos-lint.json</c>: <c>{v: 1, status, issues[], next[], reviewer}</c>. The loop combines reviewers by name: a reviewer
/// <c>laos-lint</c> makes it count there. The file is the lint's own, so a later lint replaces it.
/// </summary>
internal static class ReviewFile
{
    public const string Reviewer = "laos-lint";
    public const string Name = "review-laos-lint.json";

    public static GateFile Of(LintReport report, string verify)
    {
        var issues = ReviewIssue.Of(report);
        return new GateFile(Name, ReviewJson.Write(new JsonObject
        {
            ["v"] = 1,
            ["status"] = report.Passes ? "approved" : "changes_requested",
            ["issues"] = new JsonArray([.. issues.Select(i => (JsonNode)i.Problem)]),
            ["next"] = new JsonArray([.. issues.Select(i => (JsonNode)i.Do), .. issues.Count > 0 ? [(JsonNode)$"Verify: {verify}"] : Array.Empty<JsonNode>()]),
            ["reviewer"] = Reviewer,
            ["source"] = Reviewer,
            ["run_id"] = report.Evidence.Scope.Run?.Value,
            ["evidence"] = report.EvidenceDigest,
        }));
    }
}
