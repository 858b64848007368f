using Fabrik.Core.Verdicts;
using Fabrik.Laos.Evidence;

namespace Fabrik.Laos.Judging.Rules;

/// <summary>A function's own share of the profile. One that the profiler did not list costs at most what the last listed one does.</summary>
internal static class FunctionCpuRule
{
    public static void Apply(LintCase lint)
    {
        List<FunctionCost> functions = [.. lint.Evidence.Profiles.Functions.Where(f => double.IsFinite(f.SelfShare))];
        foreach (var (name, limit) in lint.Config.Thresholds.FunctionCpuPct.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            var metric = $"function_cpu_pct.{name}";
            if (functions.Count == 0) lint.Docket.Skip($"laos.{metric}", "no profile of the run was seen", "CPU profiles of the run");
            else if (functions.FirstOrDefault(f => f.Name == name) is { } found) lint.Docket.Add(Listed(metric, found, limit, functions.Count), SignalKind.Profiles);
            else Unlisted(lint, metric, functions, limit);
        }
    }

    private static Measure Listed(string metric, FunctionCost found, double limit, int n)
    {
        var percent = found.SelfShare * 100;
        return new Measure(metric, percent, limit, "percent", null, null, n, "functions listed; own share of the profile", percent <= limit ? MeasureState.Holds : MeasureState.Broken);
    }

    private static void Unlisted(LintCase lint, string metric, List<FunctionCost> functions, double limit)
    {
        var most = functions.Min(f => f.SelfShare) * 100;
        var state = most <= limit ? MeasureState.Holds : MeasureState.Undecided;
        lint.Docket.Add(
            new Measure(metric, most, limit, "percent", 0, most, functions.Count, "functions listed; it is not among them and costs at most this", state),
            SignalKind.Profiles,
            $"{metric} is not among the {functions.Count} functions that the profiler listed, which go down to {JudgeText.Number(most)} %");
    }
}
