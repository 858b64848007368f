using System.Text;
using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Store.Sqlite;
using Fabrik.Testing;

namespace Fabrik.Store.Tests.Isolation;

/// <summary>What isolates tenants in the embedded store: each has a file, named by its id and by nothing that anybody typed.</summary>
public sealed class SqliteFileProbes : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("fabrik-files-").FullName;
    private SqliteStore _store = null!;
    private TwoTenants _both = null!;

    [Fact]
    public void Two_tenants_are_two_files_named_by_their_ids()
    {
        var files = Directory.GetFiles(Path.Combine(_directory, "tenants"), "*.db").Select(Path.GetFileName).Order();
        Assert.Equal(((string[])[$"{_both.Attacker.Tenant}.db", $"{_both.Victim.Tenant}.db"]).Order(), files);
    }

    [Fact]
    public async Task A_tenants_file_holds_no_byte_of_another_tenant()
    {
        await CloseAsync();
        var victim = Encoding.UTF8.GetBytes(TwoTenants.Mark);
        Assert.True(Bytes(_both.Victim.Tenant).AsSpan().IndexOf(victim) >= 0);
        Assert.Equal(-1, Bytes(_both.Attacker.Tenant).AsSpan().IndexOf(victim));
        Assert.Equal(-1, Bytes(_both.Victim.Tenant).AsSpan().IndexOf("attacker"u8));
    }

    [Theory]
    [InlineData("../../escaped")]
    [InlineData("/tmp/fabrik-escaped")]
    [InlineData("a\0b")]
    [InlineData("control")]
    [InlineData("..")]
    public async Task A_tenants_name_is_in_no_path(string name)
    {
        var tenant = await _store.Control.CreateTenantAsync(name, TwoTenants.Project, default);
        await _both.AppendAsync(new ProjectScope(tenant.Id, TwoTenants.Project), new RunGroup { Run = TwoTenants.SharedRun, Steps = [TwoTenants.Step("s", "named")] });
        Assert.All(
            Directory.GetFiles(_directory, "*", SearchOption.AllDirectories),
            f => Assert.Matches(@"^(lock|control\.db(-wal|-shm)?|tenants/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.db(-wal|-shm)?)$", Path.GetRelativePath(_directory, f)));
        Assert.False(Path.Exists("/tmp/fabrik-escaped") || Path.Exists("/tmp/fabrik-escaped.db") || Path.Exists(Path.Combine(Path.GetDirectoryName(_directory)!, "escaped.db")));
    }

    [Fact]
    public async Task No_text_attaches_another_tenants_file()
    {
        var file = Path.Combine(_directory, "tenants", $"{_both.Victim.Tenant}.db");
        var stolen = Path.Combine(_directory, "stolen.db");
        foreach (var text in (string[])[$"'; ATTACH DATABASE '{file}' AS v; --", $"\"; ATTACH DATABASE '{stolen}' AS v; --", $"'); VACUUM INTO '{stolen}'; --"])
        {
            await _both.AppendAsync(_both.Attacker, new RunGroup
            {
                Run = TwoTenants.AttackerRun,
                Facts = new RunFacts { Name = text, SessionId = text, Tags = new Dictionary<string, string> { [text] = text } },
                Steps = [TwoTenants.Step($"a{text.Length}", "attacker") with { Name = text, Service = text, Model = text }],
            });
            var page = await _store.Runs.ListAsync(
                _both.Attacker, new Store.Runs.RunQuery { Service = text, SessionId = text, Tool = text, Tags = new Dictionary<string, string> { [text] = text } }, default);
            IsolationProbes.NothingOfTheVictim(page);
            Assert.Empty(await _store.Logs.FindAsync(_both.Attacker, new Store.Evidence.LogQuery { Scope = new RunScope(null, text), Contains = text }, default));
        }

        Assert.False(File.Exists(stolen));
        Assert.DoesNotContain(TwoTenants.Mark, (await _both.AllAsync(_both.Attacker)).Replace(file, "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Files_and_directories_are_their_owners_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        if (OperatingSystem.IsWindows()) return;
        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
            | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        foreach (var path in Directory.GetFileSystemEntries(_directory, "*", SearchOption.AllDirectories))
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(path) & others);
    }

    public async ValueTask InitializeAsync()
    {
        _store = await SqliteStore.OpenAsync(_directory, new ManualTime(), default);
        _both = await TwoTenants.InAsync(_store);
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task CloseAsync() => await _store.DisposeAsync();

    private byte[] Bytes(TenantId tenant) => File.ReadAllBytes(Path.Combine(_directory, "tenants", $"{tenant}.db"));
}
