using System.Globalization;
using System.Text.Json;

namespace Fabrik.Server.Verdicts;

/// <summary>The worst of a lint report in a few words: the violation furthest over its limit, else the first rule that was not judged.</summary>
internal static class LintHeadline
{
    private const int MaxLength = 300;

    /// <returns>Null where every rule was judged and held. What is malformed is passed over.</returns>
    public static string? Of(IReadOnlyList<JsonElement> violations, IReadOnlyList<JsonElement> notEvaluated)
    {
        var worst = violations.Where(v => v.ValueKind == JsonValueKind.Object)
            .OrderByDescending(v => Text(v, "severity") != "warning").ThenByDescending(Excess).Select(Violation).FirstOrDefault(t => t is not null);
        var words = worst ?? notEvaluated.Where(n => n.ValueKind == JsonValueKind.Object).Select(NotJudged).FirstOrDefault(t => t is not null);
        return words is { Length: > MaxLength } ? words[..MaxLength] + "…" : words;
    }

    private static string? Violation(JsonElement violation)
    {
        if (Text(violation, "metric") is not { } metric || Number(violation, "value") is not { } value) return null;
        var unit = Text(violation, "unit") switch { "ms" => " ms", "percent" => " %", _ => "" };
        return Number(violation, "limit") is { } limit ? $"{metric} {Short(value)}{unit} over {Short(limit)}{unit}" : $"{metric} {Short(value)}{unit}";
    }

    private static string? NotJudged(JsonElement rule) =>
        Text(rule, "rule") is { } name ? Text(rule, "reason") is { } reason ? $"{name} not judged: {reason}" : $"{name} not judged" : null;

    private static double Excess(JsonElement violation) =>
        Number(violation, "value") is { } value && Number(violation, "limit") is > 0 and var limit ? value / limit : 0;

    // Three significant digits, whole ones never rounded away.
    private static string Short(double value)
    {
        if (value == 0) return "0";
        var magnitude = (int)Math.Floor(Math.Log10(Math.Abs(value)));
        return magnitude is < -6 or > 15
            ? value.ToString("G3", CultureInfo.InvariantCulture)
            : value.ToString("0." + new string('#', Math.Clamp(2 - magnitude, 0, 8)), CultureInfo.InvariantCulture);
    }

    private static double? Number(JsonElement parent, string key) =>
        parent.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number)
            ? number
            : null;

    private static string? Text(JsonElement parent, string key)
    {
        if (!parent.TryGetProperty(key, out var value) || value.ValueKind != JsonValueKind.String) return null;
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // Lone surrogates in escapes.
            return null;
        }
    }
}
