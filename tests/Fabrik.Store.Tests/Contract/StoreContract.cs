using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Store.Evidence;
using Fabrik.Store.Runs;

namespace Fabrik.Store.Tests.Contract;

/// <summary>What every contract class starts from: a fresh tenant, and the few calls that all of them make.</summary>
public abstract class StoreContract(IStoreFixture fixture) : IAsyncLifetime
{
    protected static readonly RunId R1 = RunId.Parse("r1");
    protected static readonly RunId R2 = RunId.Parse("r2");

    protected IStoreFixture Fixture => fixture;

    protected IFabrikStore Store => fixture.Store;

    protected ProjectScope Scope { get; private set; }

    protected static CancellationToken Now => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Scope = await fixture.NewTenantAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    internal async Task<IngestResult> AppendAsync(params RunGroup[] groups) => await AppendAsync(Some.Batch(groups));

    internal async Task<IngestResult> AppendAsync(IngestBatch batch) => (await Store.Ingest.AppendAsync(Scope.Tenant, [batch], Now))[0];

    internal async Task<Run> RunAsync(RunId run)
    {
        var found = await Store.Runs.GetAsync(Scope, run, Now);
        Assert.NotNull(found);
        return found;
    }

    internal async Task<IReadOnlyList<string>> ListAsync(RunQuery query) =>
        [.. (await Store.Runs.ListAsync(Scope, query, Now)).Items.Select(r => r.Id.Value)];

    internal async Task<IReadOnlyList<StoredStep>> StepsAsync(RunId run) =>
        (await Store.Runs.StepsAsync(Scope, run, new StepQuery { IncludeSpans = true, Limit = StepQuery.MaxLimit }, Now)).Items;

    internal async Task<IReadOnlyList<string>> StepIdsAsync(RunId run) => [.. (await StepsAsync(run)).Select(s => s.Step.Id.Value)];

    internal static async Task<List<T>> AllAsync<T>(IAsyncEnumerable<T> items)
    {
        var all = new List<T>();
        await foreach (var item in items) all.Add(item);
        return all;
    }
}
