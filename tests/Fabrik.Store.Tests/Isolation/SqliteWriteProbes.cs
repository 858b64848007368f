using Fabrik.Store.Tests.Sqlite;

namespace Fabrik.Store.Tests.Isolation;

public sealed class SqliteWriteProbes(SqliteFixture fixture) : WriteProbes, IClassFixture<SqliteFixture>
{
    protected override IFabrikStore Store => fixture.Store;
}
