using Fabrik.Core.Verdicts;
using Fabrik.Laos.Config;
using Fabrik.Laos.Sources;
using Fabrik.Laos.Sources.Loki;
using Fabrik.Laos.Sources.Posthog;
using Fabrik.Laos.Sources.Prometheus;
using Fabrik.Laos.Sources.Pyroscope;
using Fabrik.Laos.Sources.Sentry;
using Fabrik.Laos.Sources.Tempo;

namespace Fabrik.Laos.Collection;

/// <summary>Which source is asked for which signal: the configured backend, else Fabrik's own store where it keeps that signal.</summary>
public static class SourceSelection
{
    private static readonly SignalKind[] All = [SignalKind.Traces, SignalKind.Logs, SignalKind.Errors, SignalKind.Profiles, SignalKind.Metrics];

    /// <param name="store">Null where there is no store to fall back on.</param>
    /// <param name="variables">The environment: addresses, tokens.</param>
    /// <exception cref="SourceUnreachableException">A backend's address or token that can't be used.</exception>
    public static IReadOnlyList<SignalSource> Of(LaosConfig config, IEvidenceSource? store, Func<string, string?> variables, TimeProvider time)
    {
        // In the order of trust: an error tracker knows errors better than spans do, and Tempo's answer is the spans'.
        List<IEvidenceSource> backends = [];
        if (config.Sources.Sentry is { } sentry) backends.Add(SentrySource.From(sentry, variables, time));
        if (config.Sources.Posthog is { } posthog) backends.Add(PosthogSource.From(posthog, variables, time));
        if (config.Sources.Tempo is { } tempo) backends.Add(TempoSource.From(tempo, variables, time));
        if (config.Sources.Loki is { } loki) backends.Add(LokiSource.From(loki, variables, time));
        if (config.Sources.Pyroscope is { } pyroscope) backends.Add(PyroscopeSource.From(pyroscope, variables, time));
        if (config.Sources.Prometheus is { } prometheus) backends.Add(PrometheusSource.From(prometheus, variables, time));

        var asked = new Dictionary<IEvidenceSource, List<SignalKind>>();
        foreach (var signal in All.Where(s => config.Signals.Of(s) != SignalDemand.False))
        {
            if (backends.Append(store).FirstOrDefault(b => b?.Signals.Contains(signal) == true) is not { } source) continue;
            if (!asked.TryGetValue(source, out var signals)) asked.Add(source, signals = []);
            signals.Add(signal);
        }

        return [.. asked.Select(a => new SignalSource(a.Key, a.Value))];
    }
}
