using System.Globalization;
using System.Text.Json.Nodes;

namespace Fabrik.Cli.Mcp;

/// <summary>Why a lint came to its verdict, in lines, by its report: the summary, what is broken, what was not judged.</summary>
internal static class LintReasons
{
    public static IEnumerable<string> Of(JsonObject report)
    {
        if (report["summary"] is { } summary) yield return $"{summary}";
        foreach (var broken in Items(report, "violations")) yield return $"{broken["metric"]} is {Number(broken["value"])} {broken["unit"]}, limit {Number(broken["limit"])} (n = {broken["n"]} {broken["of"]})";
        foreach (var open in Items(report, "not_evaluated"))
        {
            yield return $"{open["rule"]} was not judged: {open["reason"]}{(open["needed"] is { } needed ? $"; needed: {needed}" : "")}";
        }
    }

    private static IEnumerable<JsonNode> Items(JsonObject report, string name) => report[name] is JsonArray items ? items.OfType<JsonNode>() : [];

    private static string Number(JsonNode? value) => value is null ? "unknown" : value.GetValue<double>().ToString("0.###", CultureInfo.InvariantCulture);
}
