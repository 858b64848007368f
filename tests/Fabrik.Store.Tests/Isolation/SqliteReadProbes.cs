using Fabrik.Store.Tests.Sqlite;

namespace Fabrik.Store.Tests.Isolation;

public sealed class SqliteReadProbes(SqliteFixture fixture) : ReadProbes, IClassFixture<SqliteFixture>
{
    protected override IFabrikStore Store => fixture.Store;
}
