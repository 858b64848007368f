using System.Text.Json;
using System.Text.Json.Nodes;
using Fabrik.Laos.Queries;

namespace Fabrik.Laos.Reports;

/// <summary>The answer to a query in the shape of laos.md §4.7, on one line.</summary>
public static class AnswerJson
{
    public static string Write(EvidenceAnswer answer) => new JsonObject
    {
        ["found"] = answer.Found,
        ["count"] = answer.Count,
        ["last_seen"] = answer.LastSeen?.ToString(),
        ["top_span"] = answer.TopSpan,
        ["example"] = answer.Example,
    }.ToJsonString(JsonSerializerOptions.Default);
}
