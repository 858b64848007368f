using Fabrik.Core.Config;
using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Config;
using Fabrik.Laos.Evidence;
using Fabrik.Laos.Judging.Rules;

namespace Fabrik.Laos.Judging;

/// <summary>Judges one run's evidence by a config. Pure: same config and evidence, in whatever order its spans came, same report.</summary>
public static class LintJudge
{
    /// <param name="versions">What judged, by name; the evidence's sources are added.</param>
    /// <param name="locate">Where the config sets a metric's limit; null for nowhere.</param>
    public static LintReport Judge(
        LaosConfig config, RunEvidence evidence, IReadOnlyDictionary<string, string> versions, Func<string, SourceLocation?>? locate = null)
    {
        var (own, contamination) = Separate(evidence.Spans);
        var population = Population.Of(own, evidence.Scope.Service ?? config.Service, WarmUpEnd(config.Load.WarmUp, evidence));
        var docket = new Docket();
        var lint = new LintCase(config, evidence, own, population, docket);
        var signals = SignalRule.Read(lint);

        LoadRule.Apply(lint);
        ContaminationRule.Apply(docket, contamination);
        LatencyRule.Apply(lint);
        ErrorRateRule.Apply(lint);
        CpuRule.Apply(lint);
        DatabaseTimeRule.Apply(lint);
        LogErrorRule.Apply(lint);
        FunctionCpuRule.Apply(lint);

        var worst = new WorstOffenders(config.FailureDetails);
        var spans = worst.Spans(own);
        if (population.WarmUp > 0) docket.Note($"{population.WarmUp} {population.Name} of the first {DurationText.Write(config.Load.WarmUp)} are left out as warm-up");
        List<Finding> findings = [.. docket.Findings, .. docket.Measures.Where(m => m.State == MeasureState.Broken).Select(m => Finding(m, spans, evidence.Provenance, locate))];
        return new LintReport
        {
            Verdict = Verdict.From(findings, docket.Evaluated, [.. SignalRule.Missing(signals, docket.Used), .. docket.Skipped], WithSources(versions, evidence.Sources)),
            Inconclusive = config.Inconclusive,
            Measures = docket.Measures,
            WorstSpans = spans,
            WorstErrors = worst.Errors(evidence, own),
            WorstRoutes = worst.Routes(population),
            WorstFunctions = worst.Functions(evidence.Profiles),
            Signals = signals,
            Contamination = contamination,
            Notes = [.. evidence.Notes, .. docket.Notes],
            Evidence = evidence,
            Window = DurationText.Write(config.Window),
            Service = config.Service ?? evidence.Scope.Service,
            Agent = evidence.Scope.Agent ?? config.Scope.Agent,
            Env = evidence.Scope.Env ?? config.Scope.Env,
        };
    }

    private static (IReadOnlyList<SpanSample> Own, Contamination Foreign) Separate(IReadOnlyList<SpanSample> spans)
    {
        SortedSet<string> runs = new(StringComparer.Ordinal);
        var foreign = 0;
        foreach (var span in spans)
        {
            if (span.ForeignRun is not { } run) continue;
            runs.Add(run);
            foreign++;
        }

        return (foreign == 0 ? spans : [.. spans.Where(s => s.ForeignRun is null)], new Contamination(foreign, [.. runs]));
    }

    /// <summary>A window has no beginning of its own, so only a run has a warm-up.</summary>
    private static UnixTime WarmUpEnd(TimeSpan warmUp, RunEvidence evidence) =>
        warmUp == TimeSpan.Zero || evidence is { Load: null, Scope.Run: null } ? UnixTime.Zero : (evidence.Load?.StartedAt ?? evidence.Since).Add(warmUp);

    private static SortedDictionary<string, string> WithSources(IReadOnlyDictionary<string, string> versions, IReadOnlyList<SourceVersion> sources)
    {
        SortedDictionary<string, string> all = new(StringComparer.Ordinal);
        foreach (var source in sources) all[source.Source] = source.Version ?? "unknown";
        foreach (var (name, version) in versions) all[name] = version;
        return all;
    }

    private static Finding Finding(Measure measure, IReadOnlyList<WorstSpan> spans, Provenance provenance, Func<string, SourceLocation?>? locate)
    {
        var ofRequests = measure.Metric.Split('.')[0] is "latency_ms" or "db_time_ms" or "error_rate";
        IEnumerable<EvidencePointer> pointers = ofRequests ? spans.Select(s => new EvidencePointer("step", s.Example.Value, s.Name, provenance)) : [];
        return new(
            measure.Rule,
            measure.Severity,
            $"{measure.Metric} is {JudgeText.Quantity(measure.Value, measure.Unit)}, over the limit of {JudgeText.Quantity(measure.Limit, measure.Unit)} (n = {measure.N} {measure.Of})",
            measure.Value,
            measure.Limit,
            measure.Unit,
            [.. pointers.DefaultIfEmpty(new EvidencePointer("metric", measure.Metric, measure.Of, provenance))],
            locate?.Invoke(measure.Metric));
    }
}
