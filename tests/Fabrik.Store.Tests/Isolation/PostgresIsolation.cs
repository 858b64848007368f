using Fabrik.Store.Tests.Postgres;

namespace Fabrik.Store.Tests.Isolation;

public sealed class PostgresIsolation : IsolationProbes
{
    protected override Task<IFabrikStore> OpenAsync() => SharedDatabase.OpenAsync();
}
