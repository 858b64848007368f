using Fabrik.Store.Control;
using Fabrik.Store.Evidence;
using Fabrik.Store.Runs;
using Fabrik.Store.Verdicts;

namespace Fabrik.Store.Sqlite;

/// <summary>
/// The embedded store: a directory with one file a tenant and one for the control plane. One process writes; others can read.
/// </summary>
public sealed class SqliteStore : IFabrikStore
{
    private readonly StoreDirectory _directory;
    private readonly DatabaseFile _control;

    private SqliteStore(StoreDirectory directory, DatabaseFile control, TimeProvider time)
    {
        (_directory, _control, Tenants) = (directory, control, new TenantFiles(directory));
        Ingest = new SqliteIngest(Tenants);
        Runs = new SqliteRunStore(Tenants, time);
        Logs = new SqliteLogStore(Tenants);
        Metrics = new SqliteMetricStore(Tenants);
        Verdicts = new SqliteVerdictStore(Tenants);
        Control = new SqliteControlStore(control, Tenants, time);
    }

    public string Name => "sqlite";

    public IIngest Ingest { get; }

    public IRunStore Runs { get; }

    public ILogStore Logs { get; }

    public IMetricStore Metrics { get; }

    public IVerdictStore Verdicts { get; }

    public IControlStore Control { get; }

    /// <summary>For tests that look at the files and the queries themselves.</summary>
    internal TenantFiles Tenants { get; }

    /// <summary>Opens the store for writing, making it where there is none. Tenants' files are migrated as they are first used.</summary>
    /// <exception cref="StoreUnavailableException">Another process has it, it can't be written, SQLite is missing, or a newer build made it.</exception>
    public static Task<SqliteStore> OpenAsync(string directory, TimeProvider time, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var opened = StoreDirectory.Open(directory);
        try
        {
            return Task.FromResult(new SqliteStore(opened, DatabaseFile.Open(opened.Control, Migration.Control), time));
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>Opens the store for reading, beside a process that writes or without one. Writes throw.</summary>
    /// <returns>Null when the directory holds no store.</returns>
    /// <exception cref="StoreUnavailableException">It can't be read, or has another schema than this build's.</exception>
    public static Task<SqliteStore?> OpenReadOnlyAsync(string directory, TimeProvider time, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var store = StoreDirectory.OpenReadOnly(directory) is { } found
            ? new SqliteStore(found, DatabaseFile.OpenReadOnly(found.Control, Migration.Control), time)
            : null;
        return Task.FromResult(store);
    }

    public Task CheckAsync(CancellationToken cancellation) => _control.ReadAsync(database =>
    {
        var row = database.Prepare("SELECT count(*) FROM tenants");
        row.Step();
        row.End();
        return true;
    }, cancellation);

    public ValueTask DisposeAsync()
    {
        Tenants.Dispose();
        _control.Dispose();
        _directory.Dispose();
        return ValueTask.CompletedTask;
    }
}
