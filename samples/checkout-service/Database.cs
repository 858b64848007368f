using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace CheckoutService;

/// <summary>Carts in an SQLite database in memory; each query is a span.</summary>
internal sealed class Database : IDisposable
{
    public const string ActivitySourceName = "CheckoutService.Database";
    private const string Name = "carts";
    private static readonly ActivitySource Source = new(ActivitySourceName);
    private readonly SqliteConnection _keeper;

    static Database()
    {
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, Resolve);
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
    }

    public Database()
    {
        // The database lives as long as one connection to it.
        _keeper = Open();
        Run(_keeper, "CREATE TABLE items (cart INTEGER, cents INTEGER)");
        Run(_keeper, "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 4999) INSERT INTO items SELECT i % 100, i FROM n");
    }

    /// <summary>What a cart costs, in cents.</summary>
    public long Total(int cart)
    {
        const string Query = "SELECT coalesce(sum(cents), 0) FROM items WHERE cart = $cart";
        using var activity = Source.StartActivity("SELECT items", ActivityKind.Client);
        activity?.SetTag("db.system.name", "sqlite").SetTag("db.namespace", Name).SetTag("db.query.text", Query);
        using var connection = Open();
        using var command = connection.CreateCommand();
        command.CommandText = Query;
        command.Parameters.AddWithValue("$cart", cart);
        return (long)command.ExecuteScalar()!;
    }

    public void Dispose() => _keeper.Dispose();

    private static SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={Name};Mode=Memory;Cache=Shared");
        connection.Open();
        return connection;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) => name == "e_sqlite3" ? NativeLibrary.Load("libsqlite3.so.0") : 0;
}
