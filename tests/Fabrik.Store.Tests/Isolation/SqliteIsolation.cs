using Fabrik.Store.Tests.Sqlite;

namespace Fabrik.Store.Tests.Isolation;

public sealed class SqliteIsolation(SqliteFixture fixture) : IsolationProbes, IClassFixture<SqliteFixture>
{
    protected override IFabrikStore Store => fixture.Store;
}
