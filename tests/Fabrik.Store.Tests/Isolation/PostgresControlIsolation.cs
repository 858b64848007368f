using Fabrik.Store.Tests.Postgres;

namespace Fabrik.Store.Tests.Isolation;

public sealed class PostgresControlIsolation : ControlProbes
{
    protected override Task<IFabrikStore> OpenAsync() => SharedDatabase.OpenAsync();
}
