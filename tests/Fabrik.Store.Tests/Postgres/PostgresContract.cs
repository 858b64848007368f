using Fabrik.Store.Tests.Contract;

namespace Fabrik.Store.Tests.Postgres;

public sealed class PostgresWritingSteps(PostgresFixture store) : WritingStepsContract(store), IClassFixture<PostgresFixture>;

public sealed class PostgresJoiningRuns(PostgresFixture store) : JoiningRunsContract(store), IClassFixture<PostgresFixture>;

public sealed class PostgresEndingRuns(PostgresFixture store) : EndingRunsContract(store), IClassFixture<PostgresFixture>;

public sealed class PostgresDeclaringRuns(PostgresFixture store) : DeclaringRunsContract(store), IClassFixture<PostgresFixture>;

public sealed class PostgresListingRuns(PostgresFixture store) : ListingRunsContract(store), IClassFixture<PostgresFixture>;

public sealed class PostgresEvidence(PostgresFixture store) : EvidenceContract(store), IClassFixture<PostgresFixture>;

public sealed class PostgresLogsAndMetrics(PostgresFixture store) : LogsAndMetricsContract(store), IClassFixture<PostgresFixture>;

public sealed class PostgresControl(PostgresFixture store) : ControlContract(store), IClassFixture<PostgresFixture>;

public sealed class PostgresHostileInput(PostgresFixture store) : HostileInputContract(store), IClassFixture<PostgresFixture>;

public sealed class PostgresConcurrency(PostgresFixture store) : ConcurrencyContract(store), IClassFixture<PostgresFixture>;

public sealed class PostgresRunSummaryLaws(PostgresFixture store) : RunSummaryLaws(store), IClassFixture<PostgresFixture>;

public sealed class PostgresSplitTraces(PostgresFixture store) : SplitTraceLaws(store), IClassFixture<PostgresFixture>;

public sealed class PostgresVerdicts(PostgresFixture store) : VerdictsContract(store), IClassFixture<PostgresFixture>;
