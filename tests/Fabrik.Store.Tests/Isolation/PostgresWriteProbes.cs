using Fabrik.Store.Tests.Postgres;

namespace Fabrik.Store.Tests.Isolation;

public sealed class PostgresWriteProbes(PostgresFixture fixture) : WriteProbes, IClassFixture<PostgresFixture>
{
    protected override IFabrikStore Store => fixture.Store;
}
