using Fabrik.Store;
using Fabrik.Store.Control;
using Fabrik.Store.Evidence;
using Fabrik.Store.Runs;
using Fabrik.Store.Verdicts;

namespace Fabrik.Server.Tests.Support;

/// <summary>A store for tests that must not reach one.</summary>
internal sealed class NoStore : IFabrikStore
{
    public string Name => "none";

    public IIngest Ingest => throw new InvalidOperationException("This test reached the store.");

    public IRunStore Runs => throw new InvalidOperationException("This test reached the store.");

    public ILogStore Logs => throw new InvalidOperationException("This test reached the store.");

    public IMetricStore Metrics => throw new InvalidOperationException("This test reached the store.");

    public IVerdictStore Verdicts => throw new InvalidOperationException("This test reached the store.");

    public IControlStore Control => throw new InvalidOperationException("This test reached the store.");

    public Task CheckAsync(CancellationToken cancellation) => throw new InvalidOperationException("This test reached the store.");

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
