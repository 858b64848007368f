using System.Diagnostics;

namespace CheckoutService.Telemetry;

/// <summary>The labels that make a span or a log line part of a run. They travel as baggage, so every child has them.</summary>
internal static class RunLabels
{
    public const string RunId = "run_id";

    private static readonly string[] Names = [RunId, "agent", "env"];

    public static IEnumerable<KeyValuePair<string, object?>> Of(Activity activity)
    {
        foreach (var name in Names)
        {
            if (activity.GetBaggageItem(name) is { Length: > 0 } value) yield return new(name, value);
        }
    }
}
