using System.Collections.Concurrent;

namespace Fabrik.Store.Sqlite;

/// <summary>One database file with its one writer and a few readers. Readers never wait for the writer, nor it for them.</summary>
internal sealed class DatabaseFile : IDisposable
{
    private const int MaxReaders = 8;

    private readonly string _path;
    private readonly Database? _writer;
    private readonly SemaphoreSlim _writing = new(1);
    private readonly SemaphoreSlim _reading = new(MaxReaders);
    private readonly ConcurrentBag<Database> _readers = [];

    private DatabaseFile(string path, Database? writer) => (_path, _writer) = (path, writer);

    /// <summary>Opens the file, making and migrating it as needed.</summary>
    public static DatabaseFile Open(string path, IReadOnlyList<Migration> migrations)
    {
        StoreDirectory.CreateFile(path);
        var writer = Database.OpenWriter(path);
        try
        {
            Schema.Migrate(writer.Connection, migrations);
            return new DatabaseFile(path, writer);
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    public static DatabaseFile OpenReadOnly(string path, IReadOnlyList<Migration> migrations)
    {
        var reader = Database.OpenReader(path);
        try
        {
            Schema.RequireCurrent(reader.Connection, migrations);
            var file = new DatabaseFile(path, null);
            file._readers.Add(reader);
            return file;
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>Runs one transaction: all of it is on disk when this returns, or none of it when it throws.</summary>
    public async Task<T> WriteAsync<T>(Func<Database, T> work, CancellationToken cancellation)
    {
        var writer = _writer ?? throw new InvalidOperationException("The store was opened for reading only.");
        await _writing.WaitAsync(cancellation);
        try
        {
            writer.Prepare("BEGIN IMMEDIATE").Run();
            try
            {
                var result = work(writer);
                writer.Prepare("COMMIT").Run();
                return result;
            }
            catch
            {
                writer.Keys.Clear();

                // SQLite may have rolled back by itself, e.g. when the disk is full.
                if (SQLitePCL.raw.sqlite3_get_autocommit(writer.Connection.Handle!) == 0) writer.Prepare("ROLLBACK").Run();
                throw;
            }
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Runs a read in one snapshot.</summary>
    public async Task<T> ReadAsync<T>(Func<Database, T> work, CancellationToken cancellation)
    {
        await _reading.WaitAsync(cancellation);
        try
        {
            if (!_readers.TryTake(out var reader)) reader = Database.OpenReader(_path);
            try
            {
                reader.Prepare("BEGIN").Run();
                var result = work(reader);
                reader.Prepare("ROLLBACK").Run();
                _readers.Add(reader);
                return result;
            }
            catch
            {
                reader.Dispose();
                throw;
            }
        }
        finally
        {
            _reading.Release();
        }
    }

    public void Dispose()
    {
        while (_readers.TryTake(out var reader)) reader.Dispose();
        _writer?.Dispose();
        _writing.Dispose();
        _reading.Dispose();
    }
}
