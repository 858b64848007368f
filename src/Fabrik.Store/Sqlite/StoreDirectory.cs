using Fabrik.Core.Scope;

namespace Fabrik.Store.Sqlite;

/// <summary>
/// Where the files lie: <c>control.db</c>, <c>tenants/GUID.db</c> and <c>lock</c>. Only the owner can read them. No name comes
/// from a caller's text. Whoever holds the lock file is the one process that writes.
/// </summary>
internal sealed class StoreDirectory : IDisposable
{
    private const UnixFileMode OwnerOnlyFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerOnlyDirectory = OwnerOnlyFile | UnixFileMode.UserExecute;

    private readonly string _root;
    private readonly FileStream? _lock;

    private StoreDirectory(string root, FileStream? held) => (_root, _lock) = (root, held);

    public bool ReadOnly => _lock is null;

    public string Control => Path.Combine(_root, "control.db");

    /// <summary>Makes what is missing and takes the lock.</summary>
    public static StoreDirectory Open(string directory)
    {
        var root = Path.GetFullPath(directory);
        try
        {
            CreateDirectory(root);
            CreateDirectory(Path.Combine(root, "tenants"));
            return new StoreDirectory(root, OpenFile(Path.Combine(root, "lock"), FileShare.None));
        }
        catch (UnauthorizedAccessException error)
        {
            throw new StoreUnavailableException($"{root} can't be written: {error.Message} Choose a directory you own.", error);
        }
        catch (IOException error)
        {
            throw new StoreUnavailableException($"{root} can't be used: {error.Message} Is another `fabrik serve` running on it?", error);
        }
    }

    /// <summary>Null when there is no store.</summary>
    public static StoreDirectory? OpenReadOnly(string directory)
    {
        var found = new StoreDirectory(Path.GetFullPath(directory), null);
        return File.Exists(found.Control) ? found : null;
    }

    public string Tenant(TenantId tenant) => Path.Combine(_root, "tenants", $"{tenant.Value:D}.db");

    /// <summary>Makes the file before SQLite does, for its mode; SQLite gives the same mode to the files beside it.</summary>
    public static void CreateFile(string path)
    {
        using var file = OpenFile(path, FileShare.ReadWrite);
    }

    public void Dispose() => _lock?.Dispose();

    private static void CreateDirectory(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, OwnerOnlyDirectory);
    }

    private static FileStream OpenFile(string path, FileShare share)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnlyFile;
        return new FileStream(path, options);
    }
}
