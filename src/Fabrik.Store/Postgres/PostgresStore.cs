namespace Fabrik.Store.Postgres;
public abstract class PostgresStore : IFabrikStore {
  public static Task<PostgresStore> OpenAsync(string dsn, TimeProvider t, CancellationToken c) => throw new NotSupportedException();
  public static Task MigrateAsync(string dsn, string r, CancellationToken c) => throw new NotSupportedException();
  public abstract string Name { get; } public abstract Evidence.IIngest Ingest { get; } public abstract Runs.IRunStore Runs { get; } public abstract Evidence.ILogStore Logs { get; } public abstract Evidence.IMetricStore Metrics { get; } public abstract Control.IControlStore Control { get; } public abstract Task CheckAsync(CancellationToken c); public abstract ValueTask DisposeAsync(); }
