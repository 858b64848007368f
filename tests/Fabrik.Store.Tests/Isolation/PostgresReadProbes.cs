using Fabrik.Store.Tests.Postgres;

namespace Fabrik.Store.Tests.Isolation;

public sealed class PostgresReadProbes(PostgresFixture fixture) : ReadProbes, IClassFixture<PostgresFixture>
{
    protected override IFabrikStore Store => fixture.Store;
}
