using Fabrik.Store.Tests.Sqlite;

namespace Fabrik.Store.Tests.Isolation;

public sealed class SqliteControlProbes(SqliteFixture fixture) : ControlProbes, IClassFixture<SqliteFixture>
{
    protected override IFabrikStore Store => fixture.Store;
}
