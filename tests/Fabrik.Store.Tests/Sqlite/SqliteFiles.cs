using System.Runtime.Versioning;
using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Store.Runs;
using Fabrik.Store.Sqlite;
using Fabrik.Testing;

namespace Fabrik.Store.Tests.Sqlite;

public sealed class SqliteFiles : IDisposable
{
    private static readonly RunId R1 = RunId.Parse("r1");

    private readonly string _directory = Path.Combine(Directory.CreateTempSubdirectory("fabrik-files-").FullName, "data");

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_directory)!, recursive: true);

    [Fact]
    public async Task Each_tenant_has_a_file_named_by_its_id_alone()
    {
        await using var store = await OpenAsync();
        var a = await store.Control.CreateTenantAsync("../../escape", ProjectId.Default, Now);
        var b = await store.Control.CreateTenantAsync(new string('x', 5000) + "\0/", ProjectId.Default, Now);

        var files = Directory.GetFiles(_directory, "*.db", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(_directory, f)).Order(StringComparer.Ordinal);
        Assert.Equal(new[] { "control.db", $"tenants/{a.Id}.db", $"tenants/{b.Id}.db" }.Order(StringComparer.Ordinal), files);
        Assert.Equal(["data"], Directory.GetFileSystemEntries(Path.GetDirectoryName(_directory)!).Select(Path.GetFileName));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Only_the_owner_can_read_the_files()
    {
        await using var store = await OpenAsync();
        await AppendAsync(store, (await store.Control.CreateTenantAsync("t", ProjectId.Default, Now)).Id);

        var entries = Directory.GetFileSystemEntries(_directory, "*", SearchOption.AllDirectories).Append(_directory).ToList();
        Assert.Contains(entries, e => e.EndsWith("-wal", StringComparison.Ordinal));
        Assert.All(entries, e => Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(e) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)));
        Assert.All(entries.Where(File.Exists), e => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(e)));
    }

    [Fact]
    public async Task Writes_are_synced_and_logged_ahead()
    {
        await using var store = await OpenAsync();
        var tenant = (await store.Control.CreateTenantAsync("t", ProjectId.Default, Now)).Id;
        var (journal, sync, keys) = await store.Tenants.WriteAsync(tenant, d => (Text(d, "PRAGMA journal_mode"), Text(d, "PRAGMA synchronous"), Text(d, "PRAGMA foreign_keys")), Now);

        Assert.Equal(("wal", "2", "1"), (journal, sync, keys));
    }

    [Fact]
    public async Task What_was_written_is_there_after_a_restart()
    {
        TenantId tenant;
        await using (var store = await OpenAsync())
        {
            tenant = (await store.Control.CreateTenantAsync("t", ProjectId.Default, Now)).Id;
            await AppendAsync(store, tenant);
        }

        await using var again = await OpenAsync();
        Assert.Equal("t", Assert.Single(await again.Control.TenantsAsync(Now)).Name);
        Assert.Equal(1, (await again.Runs.GetAsync(new ProjectScope(tenant, ProjectId.Default), R1, Now))!.Steps);
        await again.CheckAsync(Now);
    }

    [Fact]
    public async Task A_second_writer_is_refused()
    {
        await using var store = await OpenAsync();

        var error = await Assert.ThrowsAsync<StoreUnavailableException>(OpenAsync);
        Assert.Contains("Is another `fabrik serve` running on it?", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_sees_what_the_writer_commits_and_can_write_nothing()
    {
        await using var store = await OpenAsync();
        var tenant = (await store.Control.CreateTenantAsync("t", ProjectId.Default, Now)).Id;
        var scope = new ProjectScope(tenant, ProjectId.Default);
        await using var reader = await SqliteStore.OpenReadOnlyAsync(_directory, new ManualTime(), Now);
        Assert.Null(await reader!.Runs.GetAsync(scope, R1, Now));

        await AppendAsync(store, tenant);

        Assert.Equal(1, (await reader.Runs.GetAsync(scope, R1, Now))!.Steps);
        Assert.Single(await reader.Control.TenantsAsync(Now));
        await Assert.ThrowsAsync<InvalidOperationException>(() => AppendAsync(reader, tenant));
        await Assert.ThrowsAsync<InvalidOperationException>(() => reader.Control.CreateTenantAsync("t", ProjectId.Default, Now));
        await Assert.ThrowsAsync<InvalidOperationException>(() => reader.Runs.FinishAsync(scope, R1, new RunEnd(RunStatus.Ok, Some.Noon, Declared: true), Now));
    }

    [Fact]
    public async Task A_reader_works_without_a_writer()
    {
        TenantId tenant;
        await using (var store = await OpenAsync())
        {
            tenant = (await store.Control.CreateTenantAsync("t", ProjectId.Default, Now)).Id;
            await AppendAsync(store, tenant);
        }

        await using var reader = await SqliteStore.OpenReadOnlyAsync(_directory, new ManualTime(), Now);
        Assert.Single((await reader!.Runs.ListAsync(new ProjectScope(tenant, ProjectId.Default), new RunQuery(), Now)).Items);
    }

    [Fact]
    public async Task Where_there_is_no_store_a_reader_finds_none_and_makes_none()
    {
        Assert.Null(await SqliteStore.OpenReadOnlyAsync(_directory, new ManualTime(), Now));
        Assert.False(Directory.Exists(_directory));
    }

    [Fact]
    public async Task A_tenant_that_was_never_made_gets_no_file()
    {
        await using var store = await OpenAsync();
        var unknown = TenantId.New(TimeProvider.System);

        await Assert.ThrowsAsync<InvalidOperationException>(() => AppendAsync(store, unknown));
        Assert.Empty(Directory.GetFiles(Path.Combine(_directory, "tenants")));
    }

    [Fact]
    public async Task The_files_open_at_once_are_bounded()
    {
        await using var store = await OpenAsync();
        var tenants = new List<TenantId>();
        for (var i = 0; i < TenantFiles.MaxOpen + 6; i++) tenants.Add((await store.Control.CreateTenantAsync("t", ProjectId.Default, Now)).Id);
        for (var round = 0; round < 2; round++)
        {
            foreach (var tenant in tenants)
            {
                await AppendAsync(store, tenant);
                Assert.True(store.Tenants.OpenCount <= TenantFiles.MaxOpen);
            }
        }

        foreach (var tenant in tenants) Assert.Equal(1, (await store.Runs.GetAsync(new ProjectScope(tenant, ProjectId.Default), R1, Now))!.Steps);
    }

    [Fact]
    public async Task A_damaged_file_is_named_in_the_error()
    {
        await using var store = await OpenAsync();
        var tenant = (await store.Control.CreateTenantAsync("t", ProjectId.Default, Now)).Id;
        await File.WriteAllTextAsync(Path.Combine(_directory, "tenants", $"{tenant}.db"), new string('x', 10_000), Now);

        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => AppendAsync(store, tenant));
        Assert.Contains($"{tenant}.db", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_directory_that_is_a_file_is_refused()
    {
        await File.WriteAllTextAsync(_directory, "", Now);

        await Assert.ThrowsAsync<StoreUnavailableException>(OpenAsync);
    }

    private static Task AppendAsync(SqliteStore store, TenantId tenant) => store.Ingest.AppendAsync(tenant, [Some.Batch(Some.Group(R1, Some.Step("s1")))], Now);

    private static string Text(Database database, string sql)
    {
        using var statement = new Statement(database.Connection, sql);
        statement.Step();
        return statement.Text(0);
    }

    private Task<SqliteStore> OpenAsync() => SqliteStore.OpenAsync(_directory, new ManualTime(), Now);
}
