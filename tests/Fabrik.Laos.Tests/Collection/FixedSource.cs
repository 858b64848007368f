using Fabrik.Core.Verdicts;
using Fabrik.Laos.Evidence;
using Fabrik.Laos.Queries;
using Fabrik.Laos.Sources;

namespace Fabrik.Laos.Tests.Collection;

/// <summary>A source that says what a test tells it to.</summary>
internal sealed class FixedSource(string name, params SignalKind[] signals) : IEvidenceSource
{
    public string Name => name;

    public IReadOnlyList<SignalKind> Signals => signals;

    public Func<EvidenceRequest, CollectedEvidence>? Answer { get; init; }

    public Func<SignalKind, EvidenceRequest, long> Count { get; init; } = (_, _) => 0;

    public TimeSpan Horizon { get; init; }

    public Exception? Failure { get; init; }

    /// <summary>Answers only when cancelled.</summary>
    public bool Hangs { get; init; }

    public int Counted { get; private set; }

    public Task<SourceProbe> ProbeAsync(CancellationToken cancellation) =>
        Failure is null ? Task.FromResult(new SourceProbe("1", Horizon, null, new Dictionary<string, string>())) : Task.FromException<SourceProbe>(Failure);

    public Task<long> CountAsync(SignalKind signal, EvidenceRequest request, CancellationToken cancellation)
    {
        Counted++;
        return Task.FromResult(Count(signal, request));
    }

    public async Task<CollectedEvidence> CollectAsync(IReadOnlyList<SignalKind> asked, EvidenceRequest request, CancellationToken cancellation)
    {
        if (Failure is not null) throw Failure;
        if (Hangs) await Task.Delay(Timeout.InfiniteTimeSpan, cancellation);
        return Answer?.Invoke(request) ?? new CollectedEvidence { Source = new SourceVersion(name, "1"), States = [.. asked.Select(SignalState.Complete)] };
    }

    public Task<EvidenceAnswer> AskAsync(SignalKind signal, EvidenceRequest request, CancellationToken cancellation) =>
        Task.FromResult(new EvidenceAnswer(false, 0, null, null, null));
}
