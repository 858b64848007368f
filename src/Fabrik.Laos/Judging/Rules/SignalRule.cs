using System.Globalization;
using Fabrik.Core.Runs;
using Fabrik.Core.Text;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Config;
using Fabrik.Laos.Evidence;

namespace Fabrik.Laos.Judging.Rules;

/// <summary>A signal that a pass needs must be complete; anything else keeps the verdict from passing, with the signal's own reason.</summary>
internal static class SignalRule
{
    /// <summary>Share of the load's answered requests that must have a span; fewer means that spans are missing.</summary>
    private const double FullCoverage = 0.99;

    private static readonly SignalKind[] Kinds = [SignalKind.Traces, SignalKind.Logs, SignalKind.Errors, SignalKind.Profiles, SignalKind.Metrics];

    /// <summary>All five in one order; one that nobody spoke of is unsupported, and complete traces are held against the load.</summary>
    public static IReadOnlyList<JudgedSignal> Read(LintCase lint)
    {
        var states = lint.Evidence.Signals.ToLookup(s => s.Signal);
        return
        [
            .. Kinds.Select(kind =>
            {
                var demand = lint.Config.Signals.Of(kind);
                var told = states[kind].FirstOrDefault();
                var state = told ?? SignalState.Unsupported(kind, demand == SignalDemand.False ? $"signals.{WireName.Of(kind)} is false: nobody was asked" : "no source was asked for it");
                return new JudgedSignal(kind == SignalKind.Traces ? AgainstLoad(lint, state) : state, demand, told is null ? null : SourceOf(kind, lint.Evidence));
            }),
        ];
    }

    /// <summary>Those that are demanded, or that a threshold was measured from, and that are not complete.</summary>
    public static IEnumerable<NotEvaluated> Missing(IReadOnlyList<JudgedSignal> signals, IReadOnlySet<SignalKind> used) => signals
        .Where(s => s.State.Completeness != SignalCompleteness.Complete && (s.Demand == SignalDemand.True || used.Contains(s.State.Signal)))
        .Select(s => new NotEvaluated($"laos.signal.{WireName.Of(s.State.Signal)}", s.State.Reason!));

    private static SignalState AgainstLoad(LintCase lint, SignalState state)
    {
        if (state.Completeness != SignalCompleteness.Complete || lint.Evidence.Load is not { } load || load.Sent <= load.Failed) return state;
        var (answered, seen) = (load.Sent - load.Failed, Entries(lint.Spans, lint.Population.IsServed ? SpanKind.Server : SpanKind.Internal));
        var coverage = (double)seen / answered;
        return coverage >= FullCoverage
            ? state
            : SignalState.Partial(SignalKind.Traces, coverage, string.Create(CultureInfo.InvariantCulture, $"spans of {seen} requests were seen, but {load.Tool} got {answered} answers"));
    }

    /// <summary>Requests that came from outside: their parent, if any, is not among the spans.</summary>
    private static long Entries(IReadOnlyList<SpanSample> spans, SpanKind kind)
    {
        var ids = spans.Select(s => s.Id).ToHashSet();
        return spans.LongCount(s => s.SpanKind == kind && s.Kind == StepKind.Span && (s.Parent is not { } parent || !ids.Contains(parent)));
    }

    private static string SourceOf(SignalKind kind, RunEvidence evidence) =>
        evidence.Queries.FirstOrDefault(q => q.Signal == kind)?.Source ?? (evidence.Sources is [var only] ? only.Source : evidence.Provenance.Source);
}
