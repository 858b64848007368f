using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Sources;

namespace Fabrik.Laos.Tests.Sources.Contract;

/// <summary>What every source owes, against a double and, where a switch is set, against a real server.</summary>
public abstract class SourceContract : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private IEvidenceSource _source = null!;

    public async ValueTask InitializeAsync() => _source = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        (_source as IDisposable)?.Dispose();
        await CloseAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task It_says_what_it_is()
    {
        Assert.NotEmpty(_source.Name);
        Assert.NotEmpty(_source.Signals);
        Assert.NotNull((await _source.ProbeAsync(CancellationToken.None)).Facts);
    }

    [Fact]
    public async Task A_run_that_never_was_is_not_found_and_never_complete()
    {
        var request = Request("never-" + Guid.NewGuid().ToString("N"));

        var evidence = await _source.CollectAsync(_source.Signals, request, CancellationToken.None);

        Assert.Equal(_source.Signals, evidence.States.Select(s => s.Signal));
        Assert.All(evidence.States, s => Assert.True(s.Completeness is SignalCompleteness.Absent or SignalCompleteness.Pending, s.Reason));
        foreach (var signal in _source.Signals)
        {
            Assert.Equal(0, await _source.CountAsync(signal, request, CancellationToken.None));
            Assert.Equal((false, 0), await _source.AskAsync(signal, request, CancellationToken.None) is var answer ? (answer.Found, answer.Count) : default);
        }
    }

    [Fact]
    public async Task A_fence_that_was_written_is_seen_and_another_is_not()
    {
        Assert.SkipUnless(_source is IFencedSource { CanFence: true }, $"{_source.Name} has no address to write a fence to");
        var fenced = (IFencedSource)_source;
        var fence = new Fence(RunId.Parse("fence-" + Guid.NewGuid().ToString("N")), Guid.NewGuid().ToString("N"), UnixTime.Now(TimeProvider.System));

        await fenced.WriteFenceAsync(fence, CancellationToken.None);

        var until = DateTimeOffset.UtcNow + Patience;
        while (!await fenced.SeesFenceAsync(fence, CancellationToken.None) && DateTimeOffset.UtcNow < until) await Task.Delay(500);
        Assert.True(await fenced.SeesFenceAsync(fence, CancellationToken.None));
        Assert.False(await fenced.SeesFenceAsync(fence with { Token = Guid.NewGuid().ToString("N") }, CancellationToken.None));
    }

    protected abstract Task<IEvidenceSource> OpenAsync();

    protected virtual ValueTask CloseAsync() => ValueTask.CompletedTask;

    private static EvidenceRequest Request(string run)
    {
        var now = UnixTime.Now(TimeProvider.System);
        return new EvidenceRequest { Scope = new RunScope(RunId.Parse(run), "shop"), Since = now.Before(TimeSpan.FromMinutes(12)), Until = now.Before(TimeSpan.FromMinutes(2)) };
    }
}
