using Fabrik.Store.Sqlite;

namespace Fabrik.Store.Tests.Durability;

public sealed class SqliteDurability : DurabilityContract, IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("fabrik-durability-").FullName;

    protected override IReadOnlyList<string> Target => ["sqlite", _directory];

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    protected override async Task<IFabrikStore> OpenAsync() => await SqliteStore.OpenAsync(_directory, TimeProvider.System, CancellationToken.None);
}
