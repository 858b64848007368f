using System.Text.Json.Nodes;
using Fabrik.Laos.Judging;

namespace Fabrik.Laos.Gates;

/// <summary>
/// <c>review-todo.json</c>: <c>{v: 1, tasks: [{id, do, verify}]}</c>. Tasks that are there stay as they are, in their order; a violation that
/// has its task already adds none.
/// </summary>
internal static class TodoFile
{
    public const string Name = "review-todo.json";

    public static GateFile Of(LintReport report, string? existing, string verify)
    {
        var issues = ReviewIssue.Of(report);
        if (issues.Count == 0) return new GateFile(Name, null);
        var document = existing is null ? [] : ReviewJson.TryRead(existing);
        if (document is null || document["tasks"] is not (null or JsonArray))
            return new GateFile(Name, null, $"{Name} holds no list of tasks that could be added to; it is left as it is");

        if (document["v"] is null) document["v"] = 1;
        if (document["tasks"] is not JsonArray tasks) document["tasks"] = tasks = [];
        var known = tasks.Select(Id).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var before = tasks.Count;
        foreach (var issue in issues)
        {
            var id = $"review-{ReviewFile.Reviewer}-{issue.Id}";
            if (!known.Add(id)) continue;
            tasks.Add((JsonNode)new JsonObject
            {
                ["id"] = id,
                ["do"] = $"[{issue.Title}] {issue.Do}",
                ["verify"] = verify,
                ["source"] = ReviewFile.Reviewer,
                ["run_id"] = report.Evidence.Scope.Run?.Value,
            });
        }

        return tasks.Count == before ? new GateFile(Name, null) : new GateFile(Name, ReviewJson.Write(document));
    }

    private static string? Id(JsonNode? task) => task is JsonObject known && known["id"] is JsonValue id && id.TryGetValue<string>(out var text) ? text : null;
}
