using Fabrik.Core.Verdicts;

namespace Fabrik.Laos.Judging.Rules;

internal static class DatabaseTimeRule
{
    public static void Apply(LintCase lint)
    {
        var limits = lint.Config.Thresholds.DbTimeMs;
        if (!limits.Set().Any()) return;
        var durations = DatabaseTime.Of(lint.Spans, lint.Population);
        foreach (var (name, p, limit) in limits.Set())
        {
            if (durations is not { Count: > 0 })
            {
                lint.Docket.Skip($"laos.db_time_ms.{name}", "no database span was seen", "spans with db.system.name");
                continue;
            }

            var measure = lint.Quantile($"db_time_ms.{name}", durations, p, limit, "database time of " + lint.Population.Name);
            lint.Docket.Add(measure, SignalKind.Traces, LintCase.Why(measure));
        }
    }
}
