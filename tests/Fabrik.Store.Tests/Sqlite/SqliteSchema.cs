using Fabrik.Store.Sqlite;
using Microsoft.Data.Sqlite;

namespace Fabrik.Store.Tests.Sqlite;

public sealed class SqliteSchema : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("fabrik-schema-").FullName;

    public static TheoryData<string, int> EarlierVersions { get; } = new(
        Schemas().SelectMany(s => Enumerable.Range(0, s.Migrations.Count).Select(v => new TheoryDataRow<string, int>(s.Name, v))));

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Theory]
    [MemberData(nameof(EarlierVersions))]
    public void Every_earlier_version_is_brought_to_the_same_schema_as_an_empty_file(string name, int version)
    {
        var migrations = Schemas().Single(s => s.Name == name).Migrations;
        using var fresh = Open("fresh.db");
        Schema.Migrate(fresh.Connection, migrations);

        using var old = Open("old.db");
        Schema.Migrate(old.Connection, [.. migrations.Take(version)]);
        Assert.Equal(version, Number(old, "PRAGMA user_version"));
        Schema.Migrate(old.Connection, migrations);

        Assert.Equal(migrations.Count, Number(old, "PRAGMA user_version"));
        Assert.Equal(Objects(fresh), Objects(old));
        Assert.NotEmpty(Objects(old));
    }

    [Fact]
    public void Ends_of_version_1_are_kept_as_those_of_a_root_of_their_own()
    {
        using var database = Open("ends.db");
        Schema.Migrate(database.Connection, [.. Migration.Tenant.Take(1)]);
        database.Prepare("PRAGMA foreign_keys = OFF").Step();
        database.Prepare("INSERT INTO run_ends (run, trace, status, ended_at, error_type, error_message) VALUES (7, x'01', 'failed', 9, 'E', 'why')").Run();

        Schema.Migrate(database.Connection, Migration.Tenant);

        using var rows = new Statement(database.Connection, "SELECT run || hex(trace) || '[' || root || ']' || status || ended_at || error_type || error_message FROM run_ends");
        Assert.True(rows.Step());
        Assert.Equal("701[]failed9Ewhy", rows.Text(0));
        Assert.False(rows.Step());
    }

    [Fact]
    public void Migrating_again_changes_nothing()
    {
        using var database = Open("twice.db");
        Schema.Migrate(database.Connection, Migration.Tenant);
        database.Prepare("INSERT INTO projects (id) VALUES ('kept')").Run();
        Schema.Migrate(database.Connection, Migration.Tenant);

        Assert.Equal(1, Number(database, "SELECT count(*) FROM projects"));
    }

    [Fact]
    public void A_migration_that_fails_leaves_the_file_at_the_version_before()
    {
        using var database = Open("broken.db");
        Migration[] migrations = [.. Migration.Tenant, new Migration(Migration.Tenant.Count + 1, "broken", "CREATE TABLE half (a); SELECT * FROM nowhere;")];

        Assert.Throws<SqliteException>(() => Schema.Migrate(database.Connection, migrations));

        Assert.Equal(Migration.Tenant.Count, Number(database, "PRAGMA user_version"));
        Assert.Equal(0, Number(database, "SELECT count(*) FROM sqlite_master WHERE name = 'half'"));
    }

    [Fact]
    public void A_file_of_a_newer_build_is_refused_with_what_to_do()
    {
        using var database = Open("newer.db");
        Schema.Migrate(database.Connection, Migration.Tenant);
        database.Prepare($"PRAGMA user_version = {Migration.Tenant.Count + 1}").Step();

        var error = Assert.Throws<StoreUnavailableException>(() => Schema.Migrate(database.Connection, Migration.Tenant));
        Assert.Contains("newer.db", error.Message, StringComparison.Ordinal);
        Assert.Contains("a newer Fabrik wrote it", error.Message, StringComparison.Ordinal);
        Assert.Throws<StoreUnavailableException>(() => Schema.RequireCurrent(database.Connection, Migration.Tenant));
    }

    [Fact]
    public void An_older_file_is_not_read_without_being_migrated()
    {
        using var database = Open("older.db");

        var error = Assert.Throws<StoreUnavailableException>(() => Schema.RequireCurrent(database.Connection, Migration.Tenant));
        Assert.Contains("Start `fabrik serve` on it once", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_foreign_database_is_refused()
    {
        using var database = Open("foreign.db");
        database.Prepare("CREATE TABLE theirs (a)").Run();

        Assert.Contains("not one of Fabrik's", Assert.Throws<StoreUnavailableException>(() => Schema.Migrate(database.Connection, Migration.Tenant)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_table_is_strict()
    {
        foreach (var (name, migrations) in Schemas())
        {
            using var database = Open($"{name}.db");
            Schema.Migrate(database.Connection, migrations);
            Assert.Equal(0, Number(database, "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND NOT strict AND name NOT LIKE 'sqlite_%'"));
        }
    }

    private static IEnumerable<(string Name, IReadOnlyList<Migration> Migrations)> Schemas() => [("tenant", Migration.Tenant), ("control", Migration.Control)];

    private Database Open(string name) => Database.OpenWriter(Path.Combine(_directory, name));

    private static long Number(Database database, string sql)
    {
        using var statement = new Statement(database.Connection, sql);
        statement.Step();
        return statement.Long(0);
    }

    private static List<string> Objects(Database database)
    {
        using var rows = new Statement(database.Connection, "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_master ORDER BY 1");
        var objects = new List<string>();
        while (rows.Step()) objects.Add(rows.Text(0));
        return objects;
    }
}
