using Fabrik.Core.Verdicts;

namespace Fabrik.Laos.Judging.Rules;

internal static class LogErrorRule
{
    public static void Apply(LintCase lint)
    {
        if (lint.Config.Thresholds.LogErrorRate is not { } limit) return;
        var logs = lint.Evidence.Logs;
        if (logs.Lines == 0)
        {
            lint.Docket.Skip("laos.log_error_rate", "no log line was seen", "log lines of the run");
            return;
        }

        var of = logs.ErrorsBy is { } by ? $"log lines (errors by {by})" : "log lines";
        var measure = lint.Rate("log_error_rate", Math.Min(logs.Errors, logs.Lines), logs.Lines, limit, of);
        lint.Docket.Add(measure, SignalKind.Logs, LintCase.Why(measure));
    }
}
