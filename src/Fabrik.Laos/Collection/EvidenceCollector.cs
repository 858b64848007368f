using System.Globalization;
using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Config;
using Fabrik.Laos.Evidence;
using Fabrik.Laos.Sources;

namespace Fabrik.Laos.Collection;

/// <summary>
/// Asks every source at once, waits for evidence that is still on its way, and puts together what the judge may look at. What could not be had
/// is a state with its reason, never a gap.
/// </summary>
public sealed class EvidenceCollector(IReadOnlyList<SignalSource> sources, TimeProvider time)
{
    // Where a run that nothing is known of was looked for since the beginning, its neighbours are not.
    private static readonly TimeSpan Neighbourhood = TimeSpan.FromHours(1);

    /// <param name="progress">Told what is waited for, a phrase at a time.</param>
    public async Task<RunEvidence> CollectAsync(CollectionPlan plan, IProgress<string>? progress, CancellationToken cancellation)
    {
        // What nobody demands is not waited for longer than what somebody does.
        using var demanded = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var parts = sources.Select(s => (Source: s, Demanded: s.Signals.Any(signal => plan.Demands.Of(signal) == SignalDemand.True))).ToList();
        var working = parts.Select(p => (p.Demanded, Task: OfSourceAsync(p.Source, plan, progress, p.Demanded ? CancellationToken.None : demanded.Token, cancellation))).ToList();
        await Task.WhenAll(working.Where(w => w.Demanded).Select(w => w.Task));
        await demanded.CancelAsync();
        return Assemble(plan, await Task.WhenAll(working.Select(w => w.Task)));
    }

    private async Task<CollectedEvidence> OfSourceAsync(
        SignalSource asked, CollectionPlan plan, IProgress<string>? progress, CancellationToken enough, CancellationToken cancellation)
    {
        try
        {
            var version = new SourceVersion(asked.Source.Name, null);
            var waited = new Dictionary<SignalKind, SettleStep>();
            if (plan.Settle > TimeSpan.Zero)
            {
                var probe = await asked.Source.ProbeAsync(cancellation);
                version = version with { Version = probe.Version };
                foreach (var (signal, step) in await SettleAsync(asked, plan, probe, progress, enough, cancellation)) waited[signal] = step;
            }

            using var deadline = new CancellationTokenSource(plan.Deadline, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
            try
            {
                var collected = await asked.Source.CollectAsync(asked.Signals, plan.Request, either.Token);
                collected = collected with { States = [.. collected.States.Select(s => Waited(s, waited))] };
                return await ExplainedAsync(asked.Source, collected, plan, either.Token);
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                return Unreachable(asked, $"{asked.Source.Name} gave no whole answer within {plan.Deadline.TotalSeconds:0} s");
            }
        }
        catch (SourceUnreachableException e)
        {
            return Unreachable(asked, e.Help is null ? e.Message : $"{e.Message}; {e.Help}");
        }
    }

    private async Task<IEnumerable<KeyValuePair<SignalKind, SettleStep>>> SettleAsync(
        SignalSource asked, CollectionPlan plan, SourceProbe probe, IProgress<string>? progress, CancellationToken enough, CancellationToken cancellation)
    {
        var request = plan.Request;
        var fence = await FenceAsync(asked.Source, request, plan.Flush, cancellation);
        var steps = asked.Signals.Select(async signal =>
        {
            var settling = new Settling(new SettleRule(request.Until, plan.Flush, probe.Horizon, request.Until.Add(plan.Settle)));
            while (true)
            {
                var count = await asked.Source.CountAsync(signal, request, cancellation);
                bool? seen = fence is null ? null : await ((IFencedSource)asked.Source).SeesFenceAsync(fence, cancellation);
                var step = settling.Look(UnixTime.Now(time), count, seen);
                if (step.Wait is not { } pause || enough.IsCancellationRequested) return KeyValuePair.Create(signal, step);
                progress?.Report(string.Create(CultureInfo.InvariantCulture, $"{asked.Source.Name}: {count:N0} of {signal} so far, {step.Why}"));
                await PauseAsync(pause, enough, cancellation);
            }
        });
        return await Task.WhenAll(steps);
    }

    private async Task<Fence?> FenceAsync(IEvidenceSource source, EvidenceRequest request, TimeSpan flush, CancellationToken cancellation)
    {
        if (source is not IFencedSource { CanFence: true } fenced || request.Scope.Run is not { } run) return null;

        // Written only after what the exporters held back has gone before it.
        var quiet = TimeSpan.FromMilliseconds(request.Until.Add(flush).MillisecondsSince(UnixTime.Now(time)));
        if (quiet > TimeSpan.Zero) await Task.Delay(quiet, time, cancellation);
        var now = UnixTime.Now(time);
        var fence = new Fence(run, $"fence-{now.Nanoseconds.ToString(CultureInfo.InvariantCulture)}", now);
        await fenced.WriteFenceAsync(fence, cancellation);
        return fence;
    }

    private async Task PauseAsync(TimeSpan pause, CancellationToken enough, CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(enough, cancellation);
        try
        {
            await Task.Delay(pause, time, either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Nobody waits for this signal any more: one last look.
        }
    }

    /// <summary>A signal that is there but had not settled may still grow.</summary>
    private static SignalState Waited(SignalState state, Dictionary<SignalKind, SettleStep> waited) =>
        !waited.TryGetValue(state.Signal, out var step) || step.Settled || state.Completeness != SignalCompleteness.Complete
            ? state
            : SignalState.Pending(state.Signal, step.Why);

    /// <summary>Where a run left nothing, whether its service left something tells a mistagged run from a silent one.</summary>
    private static async Task<CollectedEvidence> ExplainedAsync(IEvidenceSource source, CollectedEvidence collected, CollectionPlan plan, CancellationToken cancellation)
    {
        var scope = plan.Request.Scope;
        if (scope is not { Run: { } run, Service: { } service }) return collected;
        var near = plan.Request.Until.Before(Neighbourhood);
        var neighbours = plan.Request with { Scope = new RunScope(null, service), Since = near > plan.Request.Since ? near : plan.Request.Since };
        List<SignalState> states = [];
        foreach (var state in collected.States)
        {
            states.Add(state);
            if (state.Completeness != SignalCompleteness.Absent || state.Signal is not (SignalKind.Traces or SignalKind.Logs or SignalKind.Profiles)) continue;
            var others = await source.CountAsync(state.Signal, neighbours, cancellation);
            var why = others > 0
                ? string.Create(CultureInfo.InvariantCulture, $"{others:N0} of service {service} are in the window without it: the run id does not reach its telemetry, or it is another one than {run}")
                : $"service {service} sent none at all in the window";
            states[^1] = SignalState.Absent(state.Signal, $"{state.Reason}; {why}");
        }

        return collected with { States = states };
    }

    private static CollectedEvidence Unreachable(SignalSource asked, string reason) => new()
    {
        Source = new SourceVersion(asked.Source.Name, null),
        States = [.. asked.Signals.Select(s => SignalState.Unreachable(s, reason))],
    };

    private RunEvidence Assemble(CollectionPlan plan, CollectedEvidence[] parts)
    {
        IReadOnlyList<SpanSample> spans = parts.Select(p => p.Spans).FirstOrDefault(s => s is not null) ?? [];
        List<SignalState> states = [];
        foreach (var signal in (SignalKind[])[SignalKind.Traces, SignalKind.Logs, SignalKind.Errors, SignalKind.Profiles, SignalKind.Metrics])
        {
            var state = parts.SelectMany(p => p.States).FirstOrDefault(s => s.Signal == signal)
                ?? SignalState.Unsupported(signal, "no source is configured for it");
            states.Add(signal == SignalKind.Traces ? Coverage.Of(state, plan.Load, spans) : state);
        }

        var names = parts.Select(p => p.Source).DistinctBy(s => s.Source).OrderBy(s => s.Source, StringComparer.Ordinal).ToList();
        return new RunEvidence
        {
            Scope = plan.Request.Scope,
            Since = plan.Request.Since,
            Until = plan.Request.Until,
            Spans = spans,
            Logs = parts.Select(p => p.Logs).FirstOrDefault(l => l is not null) ?? LogSample.None,
            Errors = parts.Select(p => p.Errors).FirstOrDefault(e => e is not null),
            Profiles = parts.Select(p => p.Profiles).FirstOrDefault(p => p is not null) ?? ProfileSample.None,
            Metrics = parts.Select(p => p.Metrics).FirstOrDefault(m => m is not null) ?? MetricSample.None,
            Load = plan.Load,
            Signals = states,
            Sources = names,
            Queries = [.. parts.SelectMany(p => p.Queries)],
            Notes = [.. parts.SelectMany(p => p.Notes)],
            Provenance = new Provenance(string.Join('+', names.Select(s => s.Source)), names is [var only] ? only.Version : null, Synthetic: false),
        };
    }
}
