using System.Text.Json.Nodes;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Config;
using Fabrik.Laos.Evidence;

namespace Fabrik.Laos.Hints;

/// <summary>
/// Where a person looks next: for every signal that was asked for the query that was sent, or one that selects the run, and its page where one
/// is known. Made when evidence is collected and kept with it, so that a later judgement says the same.
/// </summary>
public static class QueryHints
{
    private const string StoreName = "fabrik-store";

    /// <param name="config">With addresses from the environment filled in.</param>
    /// <returns>In the order traces, logs, errors, profiles, metrics.</returns>
    public static IReadOnlyList<RawQuery> Of(LaosConfig config, RunEvidence evidence)
    {
        SignalKind[] order = [SignalKind.Traces, SignalKind.Logs, SignalKind.Errors, SignalKind.Profiles, SignalKind.Metrics];
        return
        [
            .. order.Where(signal => config.Signals.Of(signal) != SignalDemand.False).SelectMany(signal =>
            {
                List<RawQuery> sent = [.. evidence.Queries.Where(q => q.Signal == signal)];
                if (sent.Count == 0 && Selecting(config, evidence, signal) is { } made) sent = [made];
                return sent.Select(q => q.Url is null ? q with { Url = Link(config, evidence, q) } : q);
            }),
        ];
    }

    private static RawQuery? Selecting(LaosConfig config, RunEvidence evidence, SignalKind signal)
    {
        var (scope, labels, sources) = (evidence.Scope, config.Labels, config.Sources);
        return signal switch
        {
            SignalKind.Traces when sources.Tempo is not null => new(signal, "tempo", "TraceQL", Selectors.TraceQl(scope, labels)),
            SignalKind.Logs when sources.Loki is not null => new(signal, "loki", "LogQL", Selectors.LogQl(scope, labels)),
            SignalKind.Errors when sources.Sentry is not null => new(signal, "sentry", "Sentry search", Selectors.Sentry(scope, labels)),
            SignalKind.Profiles when sources.Pyroscope is not null => new(signal, "pyroscope", "Pyroscope selector", Selectors.Pyroscope(scope, labels)),
            SignalKind.Metrics when sources.Prometheus is { } prometheus => new(signal, "prometheus", "PromQL", Selectors.PromQl(prometheus.CpuMetric, scope, labels)),
            SignalKind.Traces when scope.Run is { } run => new(signal, StoreName, "fabrik", $"fabrik runs show {run}"),
            SignalKind.Logs when scope.Run is { } run => new(signal, StoreName, "fabrik", $"fabrik laos query logs --run {run}"),
            SignalKind.Errors when scope.Run is { } run => new(signal, StoreName, "fabrik", $"fabrik laos query errors --run {run}"),
            _ => null,
        };
    }

    private static string? Link(LaosConfig config, RunEvidence evidence, RawQuery query)
    {
        return query.Source switch
        {
            "tempo" => Explore("tempo", "tempo", new() { ["queryType"] = "traceql", ["query"] = query.Text, ["limit"] = 20, ["tableType"] = "spans" }),
            "loki" => Explore("loki", "loki", new() { ["expr"] = query.Text, ["queryType"] = "range", ["editorMode"] = "code" }),
            "prometheus" => Explore("prometheus", "prometheus", new() { ["expr"] = query.Text }),
            "pyroscope" => Explore(
                "grafana-pyroscope-datasource", "pyroscope",
                new() { ["labelSelector"] = query.Text, ["profileTypeId"] = evidence.Profiles.Types is [var first, ..] ? first : "process_cpu:cpu:nanoseconds:cpu:nanoseconds", ["queryType"] = "profile" }),
            "sentry" when config.Sources.Sentry is { } sentry => SentryIssues.Link(sentry, query.Text, evidence.Since, evidence.Until),
            _ => null,
        };

        string? Explore(string type, string name, JsonObject parts) => GrafanaExplore.Link(config.Grafana, type, name, parts, evidence.Since, evidence.Until);
    }
}
