using Fabrik.Store.Tests.Postgres;

namespace Fabrik.Store.Tests.Isolation;

public sealed class PostgresIsolation(PostgresFixture fixture) : IsolationProbes, IClassFixture<PostgresFixture>
{
    protected override IFabrikStore Store => fixture.Store;
}
