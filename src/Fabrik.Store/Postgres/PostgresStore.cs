using Fabrik.Store.Control;
using Fabrik.Store.Evidence;
using Fabrik.Store.Postgres.Control;
using Fabrik.Store.Postgres.Evidence;
using Fabrik.Store.Postgres.Runs;
using Fabrik.Store.Postgres.Verdicts;
using Fabrik.Store.Runs;
using Fabrik.Store.Verdicts;
using Npgsql;

namespace Fabrik.Store.Postgres;

/// <summary>The store in PostgreSQL 15 or newer, isolated by forced row-level security.</summary>
public sealed class PostgresStore : IFabrikStore
{
    private readonly NpgsqlDataSource _source;
    private readonly AppendTurns _turns = new();

    private PostgresStore(NpgsqlDataSource source, TimeProvider time)
    {
        var partitions = new PartitionWatch();
        _source = source;
        Ingest = new PostgresIngest(source, partitions, _turns);
        Runs = new PostgresRunStore(source, partitions, _turns, time);
        Logs = new PostgresLogStore(source);
        Metrics = new PostgresMetricStore(source);
        Verdicts = new PostgresVerdictStore(source, partitions, _turns);
        Control = new PostgresControlStore(source, time);
    }

    public string Name => "postgres";

    public IIngest Ingest { get; }

    public IRunStore Runs { get; }

    public ILogStore Logs { get; }

    public IMetricStore Metrics { get; }

    public IVerdictStore Verdicts { get; }

    public IControlStore Control { get; }

    /// <summary>Opens the store as the application role.</summary>
    /// <param name="dsn">An Npgsql connection string of the role that <see cref="MigrateAsync"/> was given.</param>
    /// <exception cref="StoreUnavailableException">The role, the schema or a table's isolation is not fit to serve.</exception>
    public static async Task<PostgresStore> OpenAsync(string dsn, TimeProvider time, CancellationToken cancellation)
    {
        var source = PostgresSource.Build(dsn);
        try
        {
            await using var connection = await PostgresSource.ConnectAsync(source, cancellation);
            await PostgresGuard.RequireSafeAsync(connection, cancellation);
            return new PostgresStore(source, time);
        }
        catch
        {
            await source.DisposeAsync();
            throw;
        }
    }

    /// <summary>Brings the schema to this build's version and grants the application role what it needs. Safe to repeat.</summary>
    /// <param name="ownerDsn">An Npgsql connection string of the role that owns the schema, or will: never the one that serves.</param>
    /// <exception cref="StoreUnavailableException">The role is missing or unfit, or the schema is of a newer build.</exception>
    public static Task MigrateAsync(string ownerDsn, string appRole, CancellationToken cancellation) =>
        PostgresMigrator.RunAsync(ownerDsn, appRole, PostgresMigrations.Current, cancellation);

    public async Task CheckAsync(CancellationToken cancellation)
    {
        await using var connection = await PostgresSource.ConnectAsync(_source, cancellation);
        await PostgresGuard.RequireSafeAsync(connection, cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        _turns.Dispose();
    }
}
