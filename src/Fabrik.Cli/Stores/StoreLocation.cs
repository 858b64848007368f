using System.CommandLine;
using Fabrik.Cli.Failures;
using Fabrik.Cli.Terminal;
using Fabrik.Core.Verdicts;
using Fabrik.Store;
using Fabrik.Store.Postgres;
using Fabrik.Store.Sqlite;

namespace Fabrik.Cli.Stores;

/// <summary>Where the store is: a folder, or a PostgreSQL server.</summary>
/// <param name="Directory">Absolute; set unless <paramref name="Postgres"/> is.</param>
internal sealed record StoreLocation(string Directory, string? Postgres)
{
    public static StoreLocation From(ParseResult parsed, StoreOptions options, CliEnvironment environment)
    {
        var data = parsed.GetValue(options.Data);
        var postgres = parsed.GetValue(options.Postgres) ?? (data is null ? environment.Variable("FABRIK_POSTGRES") : null);
        if (data is not null && postgres is not null)
        {
            throw new CliFailure(ExitCode.Usage, "--data and --postgres name two stores", "give one of them");
        }

        if (postgres is not null) RequireReadable(postgres);
        var directory = data ?? environment.Variable("FABRIK_DATA") ?? ".fabrik";
        return new StoreLocation(Path.GetFullPath(directory, environment.WorkingDirectory), postgres);
    }

    public async Task<IFabrikStore> OpenAsync(TimeProvider time, CancellationToken cancellation) =>
        Postgres is not null
            ? await Reached(() => PostgresStore.OpenAsync(Postgres, time, cancellation))
            : await SqliteStore.OpenAsync(Directory, time, cancellation);

    /// <summary>For verbs that only read: a missing embedded store is the caller's mistake, not a reason to make one.</summary>
    public async Task<IFabrikStore> OpenForReadingAsync(TimeProvider time, CancellationToken cancellation) =>
        Postgres is not null
            ? await OpenAsync(time, cancellation)
            : await SqliteStore.OpenReadOnlyAsync(Directory, time, cancellation)
                ?? throw new CliFailure(ExitCode.Unreachable, $"there is no store in {Directory}", "start one with `fabrik serve`, or name its folder with --data DIR");

    /// <summary>What is not a connection string at all is the caller's mistake, not a server that can't be reached.</summary>
    public static void RequireReadable(string dsn)
    {
        try
        {
            _ = new Npgsql.NpgsqlConnectionStringBuilder(dsn);
        }
        catch (ArgumentException e)
        {
            throw new CliFailure(ExitCode.Usage, $"the PostgreSQL address can't be read: {e.Message}", "expected Host=…;Database=…;Username=…;Password=…");
        }
    }

    private static async Task<IFabrikStore> Reached(Func<Task<PostgresStore>> open)
    {
        try
        {
            return await open();
        }
        catch (Npgsql.NpgsqlException e)
        {
            throw new CliFailure(ExitCode.Unreachable, $"PostgreSQL can't be used: {e.Message}", "check the DSN, and that the server runs and lets this role in");
        }
    }
}
