using Fabrik.Store.Sqlite;
using Fabrik.Store.Tests.Contract;
using Fabrik.Testing;

namespace Fabrik.Store.Tests.Sqlite;

/// <summary>An SQLite store in a directory of its own.</summary>
public sealed class SqliteFixture : IStoreFixture, IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("fabrik-store-").FullName;
    private SqliteStore? _store;

    public IFabrikStore Store => _store!;

    public ManualTime Time { get; } = new();

    public async ValueTask InitializeAsync() => _store = await SqliteStore.OpenAsync(_directory, Time, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        if (_store is not null) await _store.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
