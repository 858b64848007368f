using Fabrik.Store.Tests.Postgres;

namespace Fabrik.Store.Tests.Isolation;

public sealed class PostgresControlIsolation(PostgresFixture fixture) : ControlProbes, IClassFixture<PostgresFixture>
{
    protected override IFabrikStore Store => fixture.Store;
}
