using Fabrik.Core.Scope;

namespace Fabrik.Store.Sqlite;

/// <summary>The files of the tenants in use. At most <see cref="MaxOpen"/> stay open when nobody uses them; the longest unused go first.</summary>
internal sealed class TenantFiles(StoreDirectory directory) : IDisposable
{
    public const int MaxOpen = 64;

    private readonly Lock _gate = new();
    private readonly Dictionary<TenantId, OpenFile> _open = [];
    private long _uses;

    public int OpenCount
    {
        get
        {
            lock (_gate) return _open.Count;
        }
    }

    /// <summary>Makes the file of a new tenant.</summary>
    public void Create(TenantId tenant) => DatabaseFile.Open(directory.Tenant(tenant), Migration.Tenant).Dispose();

    public async Task<T> WriteAsync<T>(TenantId tenant, Func<Database, T> work, CancellationToken cancellation)
    {
        var open = Acquire(tenant);
        try
        {
            return await open.File.Value.WriteAsync(work, cancellation);
        }
        finally
        {
            Release(open);
        }
    }

    public async Task<T> ReadAsync<T>(TenantId tenant, Func<Database, T> work, CancellationToken cancellation)
    {
        var open = Acquire(tenant);
        try
        {
            return await open.File.Value.ReadAsync(work, cancellation);
        }
        finally
        {
            Release(open);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var open in _open.Values) open.Close();
            _open.Clear();
        }
    }

    private OpenFile Acquire(TenantId tenant)
    {
        lock (_gate)
        {
            if (!_open.TryGetValue(tenant, out var open))
            {
                var path = directory.Tenant(tenant);
                if (!File.Exists(path)) throw new InvalidOperationException($"There is no tenant {tenant}.");
                open = new OpenFile(tenant, new Lazy<DatabaseFile>(() =>
                    directory.ReadOnly ? DatabaseFile.OpenReadOnly(path, Migration.Tenant) : DatabaseFile.Open(path, Migration.Tenant)));
                _open.Add(tenant, open);
            }

            open.Users++;
            open.LastUse = ++_uses;
            return open;
        }
    }

    private void Release(OpenFile open)
    {
        lock (_gate)
        {
            open.Users--;

            // One that failed to open is forgotten, so that the next caller tries again.
            if (!open.File.IsValueCreated && open.Users == 0) _open.Remove(open.Tenant);
            while (_open.Count > MaxOpen && Unused() is { } oldest)
            {
                _open.Remove(oldest.Tenant);
                oldest.Close();
            }
        }
    }

    private OpenFile? Unused() => _open.Values.Where(o => o.Users == 0).MinBy(o => o.LastUse);

    private sealed class OpenFile(TenantId tenant, Lazy<DatabaseFile> file)
    {
        public TenantId Tenant => tenant;

        public Lazy<DatabaseFile> File => file;

        public int Users { get; set; }

        public long LastUse { get; set; }

        public void Close()
        {
            if (file.IsValueCreated) file.Value.Dispose();
        }
    }
}
