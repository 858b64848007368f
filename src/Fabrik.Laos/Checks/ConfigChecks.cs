using Fabrik.Core.Config;
using Fabrik.Core.Statistics;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Config;
using Fabrik.Laos.Judging;

namespace Fabrik.Laos.Checks;

/// <summary>What can be read and still makes no sense: limits in an impossible order or the wrong unit, and limits that nothing could ever decide.</summary>
internal static class ConfigChecks
{
    public static IEnumerable<Diagnostic> Run(LaosConfig config, ConfigResult<LaosConfig> loaded, Expectations expected) =>
    [
        .. Quantiles("latency_ms", config.Thresholds.LatencyMs, config, loaded, expected),
        .. Quantiles("db_time_ms", config.Thresholds.DbTimeMs, config, loaded, expected),
        .. Rate("error_rate", config.Thresholds.ErrorRate, config, loaded, expected.Requests),
        .. Rate("log_error_rate", config.Thresholds.LogErrorRate, config, loaded, null),
        .. CpuUnit(config.Thresholds.CpuPct, loaded),
        .. SignalChecks.Run(config, loaded),
        .. Noise(config, loaded, expected.Noise),
    ];

    private static IEnumerable<Diagnostic> Quantiles(string group, QuantileLimits limits, LaosConfig config, ConfigResult<LaosConfig> loaded, Expectations expected)
    {
        (string Name, double P, double Limit)? before = null;
        foreach (var (name, p, limit) in limits.Set())
        {
            string[] keys = ["thresholds", group, name];
            if (before is { } lower && limit < lower.Limit)
            {
                yield return ConfigPlace.At(
                    loaded, keys, CheckCode.PercentileOrder, Severity.Error, $"`{name}` in {group} allows less than `{lower.Name}`: {ConfigPlace.Written(limit)} ms below {ConfigPlace.Written(lower.Limit)} ms",
                    $"expected at least {ConfigPlace.Written(lower.Limit)}", $"no run has a {name} below its {lower.Name}");
            }

            before = (name, p, limit);
            if (limit < 1)
                yield return ConfigPlace.At(loaded, keys, CheckCode.Unit, Severity.Warning, $"`{name}` in {group} is {ConfigPlace.Written(limit)} milliseconds", "expected milliseconds", $"if it is meant in seconds, write {ConfigPlace.Written(limit * 1000)}");
            else if (limit > 600_000)
                yield return ConfigPlace.At(loaded, keys, CheckCode.Unit, Severity.Warning, $"`{name}` in {group} is more than ten minutes", "expected milliseconds", $"if it is meant in microseconds, write {ConfigPlace.Written(limit / 1000)}");

            if (config.Strict != Strictness.Interval || p >= 1 || expected.Requests is not { } requests) continue;
            var needed = QuantileInterval.OneSided(0, p, Decision.Confidence).NeededForUpper;
            if (requests < needed)
            {
                yield return ConfigPlace.At(
                    loaded, keys, CheckCode.TooFew, Severity.Warning, $"`{name}` in {group} can't be decided by {requests} requests", $"expected a load of at least {needed}",
                    "make more requests, judge a lower percentile, or set `strict: point`");
            }
        }
    }

    private static IEnumerable<Diagnostic> Rate(string key, double? limit, LaosConfig config, ConfigResult<LaosConfig> loaded, long? observations)
    {
        if (limit is not { } most) yield break;
        if (most >= 0.5)
        {
            yield return ConfigPlace.At(
                loaded, ["thresholds", key], CheckCode.Unit, Severity.Warning, $"`{key}` allows {ConfigPlace.Written(most * 100)} % errors", "expected a share from 0 to 1",
                $"if it is meant in percent, write {ConfigPlace.Written(most / 100)}");
        }

        // Even a sample without a single error must be this large to bound the rate.
        if (config.Strict == Strictness.Interval && observations is { } n && NeededSample.For(0, 0, 1 - most) is { } needed && n < needed)
        {
            yield return ConfigPlace.At(
                loaded, ["thresholds", key], CheckCode.TooFew, Severity.Warning, $"`{key}` can't be shown to hold by {n} requests", $"expected a load of at least {needed}",
                "make more requests, allow more, or set `strict: point`");
        }
    }

    private static IEnumerable<Diagnostic> CpuUnit(double? limit, ConfigResult<LaosConfig> loaded)
    {
        if (limit is > 0 and <= 1 and var percent)
        {
            yield return ConfigPlace.At(
                loaded, ["thresholds", "cpu_pct"], CheckCode.Unit, Severity.Warning, $"`cpu_pct` is {ConfigPlace.Written(percent)} percent of a core", "expected percent",
                $"if it is meant as a share, write {ConfigPlace.Written(percent * 100)}");
        }
    }

    private static IEnumerable<Diagnostic> Noise(LaosConfig config, ConfigResult<LaosConfig> loaded, IReadOnlyDictionary<string, double> noise)
    {
        if (config.Baseline is not { } baseline) yield break;
        foreach (var (metric, least) in noise.Where(m => m.Value > baseline.MaxIncrease).OrderBy(m => m.Key, StringComparer.Ordinal))
        {
            yield return ConfigPlace.At(
                loaded, ["baseline", "max_increase"], CheckCode.Noise, Severity.Warning,
                $"`max_increase` is tighter than the noise of {metric}: {ConfigPlace.Written(baseline.MaxIncrease * 100)} % where runs of the same code differ by up to {ConfigPlace.Written(Math.Round(least * 100, 2))} %",
                $"expected at least {ConfigPlace.Written(Math.Round(least, 4))}", "allow more, or make runs longer and quieter");
        }
    }
}
