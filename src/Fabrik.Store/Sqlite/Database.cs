using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Fabrik.Store.Sqlite;

/// <summary>One connection with its prepared statements. Used by one caller at a time.</summary>
internal sealed class Database : IDisposable
{
    // Queries differ by their filters; more shapes than this are not worth keeping.
    private const int MaxStatements = 96;

    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);

    private Database(SqliteConnection connection) => Connection = connection;

    public SqliteConnection Connection { get; }

    /// <summary>Of the writer only.</summary>
    public KeyCache Keys { get; } = new();

    /// <summary>The texts of the statements prepared so far.</summary>
    public IEnumerable<string> Texts => _statements.Keys;

    public long LastInsertedKey => raw.sqlite3_last_insert_rowid(Connection.Handle!);

    public static Database OpenWriter(string path) => Open(path, SqliteOpenMode.ReadWriteCreate,
        """
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA foreign_keys = ON;
        PRAGMA trusted_schema = OFF;
        PRAGMA cache_size = -16384;
        PRAGMA journal_size_limit = 67108864;
        PRAGMA wal_autocheckpoint = 4000;
        PRAGMA busy_timeout = 5000;
        """);

    public static Database OpenReader(string path) => Open(path, SqliteOpenMode.ReadOnly,
        """
        PRAGMA query_only = ON;
        PRAGMA trusted_schema = OFF;
        PRAGMA cache_size = -8192;
        PRAGMA temp_store = MEMORY;
        PRAGMA busy_timeout = 5000;
        """);

    /// <summary>The statement of this text, ready to be bound; it must not be in use.</summary>
    public Statement Prepare(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            if (_statements.Count >= MaxStatements) Forget();
            statement = new Statement(Connection, sql);
            _statements.Add(sql, statement);
        }

        return statement.Begin();
    }

    public void Dispose()
    {
        Forget();
        Connection.Dispose();
    }

    private static Database Open(string path, SqliteOpenMode mode, string pragmas)
    {
        SqliteLibrary.Ensure();
        var text = new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false };
        var connection = new SqliteConnection(text.ToString());
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = pragmas;
            command.ExecuteNonQuery();
            return new Database(connection);
        }
        catch (SqliteException error)
        {
            connection.Dispose();
            throw new StoreUnavailableException($"{path} can't be opened: {error.Message}", error);
        }
    }

    private void Forget()
    {
        foreach (var statement in _statements.Values) statement.Dispose();
        _statements.Clear();
    }
}
