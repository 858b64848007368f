using Fabrik.Store.Tests.Postgres;

namespace Fabrik.Store.Tests.Isolation;

public sealed class PostgresControlProbes(PostgresFixture fixture) : ControlProbes, IClassFixture<PostgresFixture>
{
    protected override IFabrikStore Store => fixture.Store;
}
