using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;

namespace Fabrik.Store.Sqlite;

/// <summary>Binds the SQLite calls to the system's own library, once a process.</summary>
internal static class SqliteLibrary
{
    private const string Soname = "libsqlite3.so.0";

    // STRICT tables came with 3.37.
    private const int OldestVersion = 3_037_000;

    // Of all connections' page caches together: near it they reuse their pages instead of taking more.
    private const long CacheBytes = 192L << 20;

    private static readonly Lazy<bool> Loaded = new(Load);

    /// <summary>Throws <see cref="StoreUnavailableException"/> with the remedy when the library is missing or too old.</summary>
    public static void Ensure() => _ = Loaded.Value;

    private static bool Load()
    {
        if (!NativeLibrary.TryLoad(Soname, out _))
            throw new StoreUnavailableException(
                $"{Soname} was not found. Install Debian's package libsqlite3-0, or your system's SQLite 3.37 or newer.");
        NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, Resolve);
        raw.SetProvider(new SQLite3Provider_e_sqlite3());
        if (raw.sqlite3_libversion_number() < OldestVersion)
            throw new StoreUnavailableException($"{Soname} is SQLite {raw.sqlite3_libversion().utf8_to_string()}. Install SQLite 3.37 or newer.");

        // Each connection has one user at a time, so SQLite need not lock around every call. Takes effect only before first use.
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD);
        raw.sqlite3_soft_heap_limit64(CacheBytes);
        return true;
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path) =>
        name == "e_sqlite3" ? NativeLibrary.Load(Soname) : 0;
}
