using Fabrik.Store.Tests.Contract;

namespace Fabrik.Store.Tests.Sqlite;

public sealed class SqliteWritingSteps(SqliteFixture store) : WritingStepsContract(store), IClassFixture<SqliteFixture>;

public sealed class SqliteJoiningRuns(SqliteFixture store) : JoiningRunsContract(store), IClassFixture<SqliteFixture>;

public sealed class SqliteEndingRuns(SqliteFixture store) : EndingRunsContract(store), IClassFixture<SqliteFixture>;

public sealed class SqliteDeclaringRuns(SqliteFixture store) : DeclaringRunsContract(store), IClassFixture<SqliteFixture>;
