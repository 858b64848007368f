using Fabrik.Store.Tests.Contract;

namespace Fabrik.Store.Tests.Sqlite;

public sealed class SqliteWritingSteps(SqliteFixture store) : WritingStepsContract(store), IClassFixture<SqliteFixture>;

public sealed class SqliteJoiningRuns(SqliteFixture store) : JoiningRunsContract(store), IClassFixture<SqliteFixture>;

public sealed class SqliteEndingRuns(SqliteFixture store) : EndingRunsContract(store), IClassFixture<SqliteFixture>;

public sealed class SqliteDeclaringRuns(SqliteFixture store) : DeclaringRunsContract(store), IClassFixture<SqliteFixture>;

public sealed class SqliteListingRuns(SqliteFixture store) : ListingRunsContract(store), IClassFixture<SqliteFixture>;

public sealed class SqliteEvidence(SqliteFixture store) : EvidenceContract(store), IClassFixture<SqliteFixture>;

public sealed class SqliteLogsAndMetrics(SqliteFixture store) : LogsAndMetricsContract(store), IClassFixture<SqliteFixture>;

public sealed class SqliteControl(SqliteFixture store) : ControlContract(store), IClassFixture<SqliteFixture>;

public sealed class SqliteHostileInput(SqliteFixture store) : HostileInputContract(store), IClassFixture<SqliteFixture>;

public sealed class SqliteConcurrency(SqliteFixture store) : ConcurrencyContract(store), IClassFixture<SqliteFixture>;

public sealed class SqliteRunSummaryLaws(SqliteFixture store) : RunSummaryLaws(store), IClassFixture<SqliteFixture>;

public sealed class SqliteSplitTraces(SqliteFixture store) : SplitTraceLaws(store), IClassFixture<SqliteFixture>;

public sealed class SqliteVerdicts(SqliteFixture store) : VerdictsContract(store), IClassFixture<SqliteFixture>;
