using System.Text.Json;
using Fabrik.Laos.Fleet;

namespace Fabrik.Laos.Reports;

/// <summary>Reads the broken thresholds back out of a kept lint report.</summary>
public static class ReportViolations
{
    /// <param name="report">UTF-8 JSON. What can't be read gives none: its verdict is known all the same.</param>
    public static IReadOnlyList<FleetViolation> Read(ReadOnlyMemory<byte> report)
    {
        if (report.IsEmpty) return [];
        try
        {
            using var document = JsonDocument.Parse(report);
            return document.RootElement.TryGetProperty("violations", out var violations) && violations.ValueKind == JsonValueKind.Array
                ? [.. violations.EnumerateArray().Select(One).OfType<FleetViolation>()]
                : [];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return [];
        }
    }

    private static FleetViolation? One(JsonElement violation) =>
        violation.TryGetProperty("metric", out var metric) && metric.GetString() is { } name
        && violation.TryGetProperty("value", out var value) && value.TryGetDouble(out var number)
        && violation.TryGetProperty("limit", out var limit) && limit.TryGetDouble(out var most)
            ? new FleetViolation(name, number, most, violation.TryGetProperty("unit", out var unit) ? unit.GetString() ?? "" : "")
            : null;
}
