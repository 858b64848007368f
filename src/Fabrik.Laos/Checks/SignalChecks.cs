using Fabrik.Core.Config;
using Fabrik.Core.Text;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Config;

namespace Fabrik.Laos.Checks;

/// <summary>A limit needs a signal that is looked at, and a source that has it.</summary>
internal static class SignalChecks
{
    public static IEnumerable<Diagnostic> Run(LaosConfig config, ConfigResult<LaosConfig> loaded)
    {
        var (limits, sources) = (config.Thresholds, config.Sources);
        foreach (var (name, _, _) in limits.LatencyMs.Set())
        {
            // Without spans a histogram may still estimate them.
            if (config.Signals.Traces == SignalDemand.False && (sources.Prometheus is null || config.Signals.Metrics == SignalDemand.False))
                yield return Off(loaded, SignalKind.Traces, "thresholds", "latency_ms", name);
        }

        foreach (var (name, _, _) in limits.DbTimeMs.Set())
        {
            if (config.Signals.Traces == SignalDemand.False) yield return Off(loaded, SignalKind.Traces, "thresholds", "db_time_ms", name);
        }

        if (limits.ErrorRate is not null && config.Signals.Traces == SignalDemand.False) yield return Off(loaded, SignalKind.Traces, "thresholds", "error_rate");
        if (limits.LogErrorRate is not null && config.Signals.Logs == SignalDemand.False) yield return Off(loaded, SignalKind.Logs, "thresholds", "log_error_rate");
        if (limits.CpuPct is not null)
        {
            if (config.Signals.Metrics == SignalDemand.False) yield return Off(loaded, SignalKind.Metrics, "thresholds", "cpu_pct");
            else if (sources.Prometheus is null) yield return NoSource(loaded, "prometheus", "thresholds", "cpu_pct");
        }

        foreach (var name in limits.FunctionCpuPct.Keys.Order(StringComparer.Ordinal))
        {
            if (config.Signals.Profiles == SignalDemand.False) yield return Off(loaded, SignalKind.Profiles, "thresholds", "function_cpu_pct", name);
            else if (sources.Pyroscope is null) yield return NoSource(loaded, "pyroscope", "thresholds", "function_cpu_pct", name);
        }
    }

    private static Diagnostic Off(ConfigResult<LaosConfig> loaded, SignalKind signal, params string[] keys)
    {
        var word = WireName.Of(signal);
        return ConfigPlace.At(loaded, keys, CheckCode.SignalOff, Severity.Error, $"{Name(keys)} is judged from {word}, and signals.{word} is false", null, $"set `signals: {{ {word}: true }}`, or remove the limit");
    }

    private static Diagnostic NoSource(ConfigResult<LaosConfig> loaded, string source, params string[] keys) => ConfigPlace.At(
        loaded, keys, CheckCode.NoSource, Severity.Warning, $"{Name(keys)} has no source, so it can't be judged and no run can pass", null, $"name a backend in sources.{source}, or remove the limit");

    private static string Name(string[] keys) => keys.Length == 3 ? $"`{keys[2]}` in {keys[1]}" : $"`{keys[1]}`";
}
