using Microsoft.Data.Sqlite;

namespace Fabrik.Store.Sqlite;

/// <summary>Brings a database file to this build's schema, forward only, one transaction a step.</summary>
internal static class Schema
{
    // "Fbrk": tells our files from other SQLite files.
    private const int ApplicationId = 0x4662726B;

    /// <summary>Throws <see cref="StoreUnavailableException"/> for a file of a newer build, or one that is not ours.</summary>
    public static void Migrate(SqliteConnection connection, IReadOnlyList<Migration> migrations)
    {
        var version = Check(connection, migrations);
        foreach (var migration in migrations.Skip(version))
        {
            using var transaction = connection.BeginTransaction();
            Execute(connection, $"{migration.Sql}\nPRAGMA application_id = {ApplicationId}; PRAGMA user_version = {migration.Version};");
            transaction.Commit();
        }
    }

    /// <summary>For a file that is only read: it must be of this build's schema.</summary>
    public static void RequireCurrent(SqliteConnection connection, IReadOnlyList<Migration> migrations)
    {
        var version = Check(connection, migrations);
        if (version < migrations.Count)
            throw new StoreUnavailableException(
                $"{connection.DataSource} has schema {version}, this build reads {migrations.Count}. Start `fabrik serve` on it once: that upgrades it.");
    }

    private static int Check(SqliteConnection connection, IReadOnlyList<Migration> migrations)
    {
        var version = Number(connection, "PRAGMA user_version");
        var application = Number(connection, "PRAGMA application_id");
        var isNew = version == 0 && application == 0 && Number(connection, "SELECT count(*) FROM sqlite_master") == 0;
        if (!isNew && application != ApplicationId)
            throw new StoreUnavailableException(
                $"{connection.DataSource} is an SQLite file, but not one of Fabrik's. Choose another data directory.");
        if (version > migrations.Count)
            throw new StoreUnavailableException(
                $"{connection.DataSource} has schema {version}, this build knows {migrations.Count}: "
                + "a newer Fabrik wrote it. Use that version, or restore a backup.");
        return version;
    }

    private static int Number(SqliteConnection connection, string sql)
    {
        using var statement = new Statement(connection, sql);
        statement.Step();
        return (int)statement.Long(0);
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
