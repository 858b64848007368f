// Appends without end, three at a time, until it is killed. Prints "try RUN" before each append and "ack RUN" after it.
// Arguments: the kind of store, where it is, and a word that makes this process's run ids its own.
using Fabrik.Core.Scope;
using Fabrik.Store;
using Fabrik.Store.Postgres;
using Fabrik.Store.Sqlite;
using Fabrik.Store.Torture;

IFabrikStore store = args[0] switch
{
    "postgres" => await PostgresStore.OpenAsync(args[1], TimeProvider.System, CancellationToken.None),
    "sqlite" => await SqliteStore.OpenAsync(args[1], TimeProvider.System, CancellationToken.None),
    _ => throw new InvalidOperationException($"There is no store '{args[0]}'."),
};
var tenants = await store.Control.TenantsAsync(CancellationToken.None);
var tenant = tenants.Count > 0 ? tenants[0].Id : (await store.Control.CreateTenantAsync("torture", ProjectId.Default, CancellationToken.None)).Id;

var gate = new Lock();
await Task.WhenAll(Enumerable.Range(0, 3).Select(worker => Task.Run(async () =>
{
    for (var n = 0; ; n++)
    {
        var run = RunId.Parse($"{args[2]}-{worker}-{n}");
        Say("try", run);
        await store.Ingest.AppendAsync(tenant, [TortureBatch.Of(run)], CancellationToken.None);
        Say("ack", run);
    }
})));

void Say(string what, RunId run)
{
    lock (gate)
    {
        Console.Out.WriteLine($"{what} {run}");
        Console.Out.Flush();
    }
}
