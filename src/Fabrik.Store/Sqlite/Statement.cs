using System.Buffers;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Fabrik.Store.Sqlite;

/// <summary>
/// One prepared statement, bound by position. It goes to the library directly: of the time a batch takes,
/// Microsoft.Data.Sqlite's commands would spend most on naming parameters. Not thread-safe, like its connection.
/// </summary>
internal sealed class Statement : IDisposable
{
    private const int OnStack = 512;

    private readonly sqlite3 _connection;
    private readonly sqlite3_stmt _statement;
    private int _bound;

    public Statement(SqliteConnection connection, string sql)
    {
        _connection = connection.Handle!;
        Check(raw.sqlite3_prepare_v3(_connection, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
    }

    /// <summary>Makes the statement ready to be bound from its first parameter on; all are null until bound.</summary>
    public Statement Begin()
    {
        // The result of a reset repeats the last step's error, which was thrown already.
        _ = raw.sqlite3_reset(_statement);
        Check(raw.sqlite3_clear_bindings(_statement));
        _bound = 0;
        return this;
    }

    public Statement Bind(long value)
    {
        Check(raw.sqlite3_bind_int64(_statement, ++_bound, value));
        return this;
    }

    public Statement Bind(bool value) => Bind(value ? 1L : 0L);

    public Statement Bind(long? value) => value is { } v ? Bind(v) : BindNull();

    public Statement Bind(double? value)
    {
        if (value is not { } v) return BindNull();
        Check(raw.sqlite3_bind_double(_statement, ++_bound, v));
        return this;
    }

    public Statement Bind(string? text)
    {
        if (text is null) return BindNull();

        // An empty span has no address, which SQLite takes for null.
        if (text.Length == 0)
        {
            Check(raw.sqlite3_bind_text(_statement, ++_bound, text));
            return this;
        }

        var size = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (size <= OnStack)
        {
            Span<byte> small = stackalloc byte[OnStack];
            return BindUtf8(small[..Encoding.UTF8.GetBytes(text, small)]);
        }

        var large = ArrayPool<byte>.Shared.Rent(size);
        BindUtf8(large.AsSpan(0, Encoding.UTF8.GetBytes(text, large)));
        ArrayPool<byte>.Shared.Return(large);
        return this;
    }

    public Statement BindBlob(byte[]? bytes) => bytes is null ? BindNull() : BindBlob(bytes.AsSpan());

    public Statement BindBlob(ReadOnlySpan<byte> bytes)
    {
        Check(bytes.IsEmpty ? raw.sqlite3_bind_zeroblob(_statement, ++_bound, 0) : raw.sqlite3_bind_blob(_statement, ++_bound, bytes));
        return this;
    }

    public Statement BindNull()
    {
        _bound++;
        return this;
    }

    /// <summary>True when there is a row to read.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(_statement);
        if (code == raw.SQLITE_ROW) return true;
        if (code != raw.SQLITE_DONE) Fail(code);
        return false;
    }

    /// <summary>Runs a statement without rows and lets go of what it held.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Run()
    {
        Step();
        End();
        return raw.sqlite3_changes(_connection);
    }

    /// <summary>Ends the read: an open statement holds its snapshot.</summary>
    public void End() => _ = raw.sqlite3_reset(_statement);

    public long Long(int column) => raw.sqlite3_column_int64(_statement, column);

    public bool Flag(int column) => Long(column) != 0;

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    public long? LongOrNull(int column) => IsNull(column) ? null : Long(column);

    public double? DoubleOrNull(int column) => IsNull(column) ? null : raw.sqlite3_column_double(_statement, column);

    /// <summary>Valid until the next step.</summary>
    public ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(_statement, column);

    public string Text(int column) => Encoding.UTF8.GetString(Blob(column));

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public void Dispose() => _statement.Dispose();

    private Statement BindUtf8(ReadOnlySpan<byte> utf8)
    {
        Check(raw.sqlite3_bind_text(_statement, ++_bound, utf8));
        return this;
    }

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK) Fail(code);
    }

    private void Fail(int code) => SqliteException.ThrowExceptionForRC(code, _connection);
}
