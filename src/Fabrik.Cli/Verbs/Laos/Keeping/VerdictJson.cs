using System.Text.Json.Nodes;
using Fabrik.Laos.Judging;

namespace Fabrik.Cli.Verbs.Laos.Keeping;

/// <summary>A lint as <c>POST /v1/verdicts</c> takes it.</summary>
internal static class VerdictJson
{
    public const string Kind = "laos.lint";

    public static JsonObject Of(LintReport report, string json) => new()
    {
        ["kind"] = Kind,
        ["run_id"] = report.Evidence.Scope.Run?.Value,
        ["report"] = JsonNode.Parse(json),
    };
}
