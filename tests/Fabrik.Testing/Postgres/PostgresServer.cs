using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace Fabrik.Testing.Postgres;

/// <summary>
/// A fresh PostgreSQL cluster in a temporary directory on a free loopback port, with fsync on: started once for a test run,
/// ended with it. As root the server runs as Debian's <c>postgres</c> user, which PostgreSQL insists on.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    /// <summary>Owns the schema; migrates and never serves.</summary>
    public const string Owner = "fabrik_owner";

    /// <summary>The unprivileged role a server runs as.</summary>
    public const string App = "fabrik_app";

    private const string Superuser = "postgres";

    // The shell ends the server when its standard input closes, so a killed test run leaves no server behind; a line names a
    // server process to kill.
    // Two servers may race for a free port: the loser says so on stderr and is started again on another one.
    private const string Script = """
        set -u
        dir=$(mktemp -d "${TMPDIR:-/tmp}/fabrik-postgres.XXXXXXXX") || exit 1
        cd "$dir"
        umask 077
        printf '%s' "$PGPASSWORD" > password
        "$BIN/initdb" -D data -U postgres -A scram-sha-256 --pwfile=password --encoding=UTF8 --locale=C.UTF-8 --no-sync >log 2>&1 \
          || { cat log >&2; rm -rf "$dir"; exit 1; }
        rm password
        "$BIN/postgres" -D data -p "$PORT" -c listen_addresses=127.0.0.1 -c unix_socket_directories= \
          -c max_connections=200 -c shared_buffers=128MB -c max_wal_size=4GB -c timezone=UTC -c lc_messages=C </dev/null &
        server=$!
        while read -r backend; do kill -KILL "$backend"; done
        kill -QUIT "$server" 2>/dev/null
        wait "$server"
        rm -rf "$dir"
        """;

    private static readonly Lazy<Task<PostgresServer>> SharedServer = new(StartSharedAsync);

    private readonly Process _process;
    private readonly string _bin;
    private readonly string _password;
    private int _databases;

    private PostgresServer(Process process, string bin, int port, string password) =>
        (_process, _bin, Port, _password) = (process, bin, port, password);

    public int Port { get; }

    /// <summary>Why PostgreSQL can't be had on this machine; null when it can. Tests skip with this reason.</summary>
    public static string? Missing { get; } =
        FindBinaries() is null ? "PostgreSQL is not installed (Debian: apt-get install postgresql)." : null;

    /// <summary>One server for the whole test run.</summary>
    public static Task<PostgresServer> SharedAsync() => SharedServer.Value;

    public static async Task<PostgresServer> StartAsync()
    {
        var bin = FindBinaries() ?? throw new InvalidOperationException(Missing);
        for (var attempt = 1; ; attempt++)
        {
            var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
            var port = FreePort();
            var process = Start(bin, port, password);
            var said = await SaidUntilReadyAsync(process);
            if (said is null)
            {
                var server = new PostgresServer(process, bin, port, password);
                await server.ExecuteAsync(
                    Superuser,
                    $"""
                    CREATE ROLE {Owner} LOGIN PASSWORD '{password}' NOSUPERUSER NOBYPASSRLS NOCREATEROLE;
                    CREATE ROLE {App} LOGIN PASSWORD '{password}' NOSUPERUSER NOBYPASSRLS NOCREATEROLE;
                    """);
                return server;
            }

            await EndAsync(process);
            if (attempt == 5 || !said.Contains("Address already in use", StringComparison.Ordinal))
                throw new InvalidOperationException($"PostgreSQL did not start: {said}");
        }
    }

    /// <summary>Makes a database that <see cref="Owner"/> owns.</summary>
    /// <param name="template">The database to copy, which nobody may be connected to; null for an empty one.</param>
    public async Task<PostgresDatabase> CreateDatabaseAsync(PostgresDatabase? template = null)
    {
        var name = $"fabrik_{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync(Superuser, $"CREATE DATABASE {name} OWNER {Owner} TEMPLATE {template?.Name ?? "template0"}");
        return new PostgresDatabase(name, Dsn(name, Superuser), Dsn(name, Owner), Dsn(name, App));
    }

    /// <summary>A connection string of another role with the cluster's one password.</summary>
    public string Dsn(string database, string role) =>
        $"Host=127.0.0.1;Port={Port};Database={database};Username={role};Password={_password}";

    /// <summary>Runs statements as the superuser, for what a test must set up outside the product.</summary>
    /// <param name="database">Defaults to the maintenance database.</param>
    /// <param name="sql">May hold <c>{password}</c> for the cluster's one password.</param>
    public async Task ExecuteAsync(string database, string sql)
    {
        var start = new ProcessStartInfo(Path.Combine(_bin, "psql"))
        {
            RedirectStandardInput = true,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])["-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1", "-p", $"{Port}", "-U", Superuser, "-d", database, "-f", "-"])
            start.ArgumentList.Add(argument);
        start.Environment["PGPASSWORD"] = _password;
        using var psql = Process.Start(start)!;
        var errors = psql.StandardError.ReadToEndAsync();
        var output = psql.StandardOutput.ReadToEndAsync();
        await psql.StandardInput.WriteAsync(sql.Replace("{password}", _password, StringComparison.Ordinal));
        psql.StandardInput.Close();
        await psql.WaitForExitAsync();
        await output;
        if (psql.ExitCode != 0) throw new InvalidOperationException($"psql: {await errors}");
    }

    /// <summary>
    /// Kills a server process with SIGKILL. PostgreSQL then ends all its processes at once and recovers from its log, as after a crash:
    /// only what was flushed is left.
    /// </summary>
    /// <param name="backend">The process of any connection.</param>
    public async Task CrashAsync(int backend)
    {
        await _process.StandardInput.WriteLineAsync($"{backend}");
        await _process.StandardInput.FlushAsync();
    }

    public async ValueTask DisposeAsync() => await EndAsync(_process);

    private static async Task<PostgresServer> StartSharedAsync()
    {
        var server = await StartAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => EndAsync(server._process).Wait(TimeSpan.FromSeconds(10));
        return server;
    }

    private static string? FindBinaries()
    {
        const string debian = "/usr/lib/postgresql";
        if (!Directory.Exists(debian)) return null;
        return Directory.GetDirectories(debian)
            .Where(d => int.TryParse(Path.GetFileName(d), out var version) && version >= 15)
            .OrderByDescending(d => int.Parse(Path.GetFileName(d)))
            .Select(d => Path.Combine(d, "bin"))
            .FirstOrDefault(d => File.Exists(Path.Combine(d, "initdb")) && File.Exists(Path.Combine(d, "psql")));
    }

    private static Process Start(string bin, int port, string password)
    {
        var root = Environment.IsPrivilegedProcess;
        var start = new ProcessStartInfo(root ? "runuser" : "sh")
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = "/",
        };
        foreach (var argument in root ? (string[])["-u", "postgres", "--", "sh", "-c", Script] : ["-c", Script]) start.ArgumentList.Add(argument);
        start.Environment["BIN"] = bin;
        start.Environment["PORT"] = $"{port}";
        start.Environment["PGPASSWORD"] = password;
        return Process.Start(start)!;
    }

    /// <summary>Null once the server accepts connections; what it said when it ended instead.</summary>
    private static async Task<string?> SaidUntilReadyAsync(Process process)
    {
        var said = new StringBuilder();
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            said.AppendLine(line);
            if (line.Contains("FATAL", StringComparison.Ordinal)) return said.ToString();
            if (!line.Contains("ready to accept connections", StringComparison.Ordinal)) continue;

            // The log goes on for as long as the server runs: unread, it would fill the pipe and stop it.
            _ = Task.Run(async () =>
            {
                while (await process.StandardError.ReadLineAsync() is not null)
                {
                    // Nothing to keep.
                }
            });
            return null;
        }

        return said.ToString();
    }

    private static async Task EndAsync(Process process)
    {
        if (process.HasExited) return;
        process.StandardInput.Close();
        await process.WaitForExitAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
