using Fabrik.Core.Verdicts;

namespace Fabrik.Laos.Judging.Rules;

/// <summary>Mean CPU use of the run: one number without an interval, held against the limit as it is.</summary>
internal static class CpuRule
{
    public static void Apply(LintCase lint)
    {
        if (lint.Config.Thresholds.CpuPct is not { } limit) return;
        if (lint.Evidence.Metrics.CpuPct is not { } value || !double.IsFinite(value))
        {
            lint.Docket.Skip("laos.cpu_pct", "CPU use was not measured", "process CPU metrics of the run");
            return;
        }

        var state = value <= limit ? MeasureState.Holds : MeasureState.Broken;
        lint.Docket.Add(new Measure("cpu_pct", value, limit, "percent", null, null, 1, $"mean CPU use, 100 % is {lint.Evidence.Metrics.CpuOf ?? "one core"}", state), SignalKind.Metrics);
    }
}
