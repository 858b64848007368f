using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Store.Control;

namespace Fabrik.Store.Tests.Contract;

public abstract class ControlContract(IStoreFixture fixture) : StoreContract(fixture)
{
    private IControlStore Control => Store.Control;

    [Fact]
    public async Task A_tenant_comes_with_its_first_project_and_a_key_of_its_own()
    {
        var tenant = await Control.CreateTenantAsync("Räksmörgås ✓", ProjectId.Parse("first"), Now);
        var other = await Control.CreateTenantAsync("Räksmörgås ✓", ProjectId.Parse("first"), Now);

        Assert.Contains(tenant, await Control.TenantsAsync(Now));
        Assert.Equal([ProjectId.Parse("first")], (await Control.ProjectsAsync(tenant.Id, Now)).Select(p => p.Id));
        var key = await Control.RedactionKeyAsync(tenant.Id, Now);
        Assert.Equal(32, key.Length);
        Assert.Equal(key, await Control.RedactionKeyAsync(tenant.Id, Now));
        Assert.NotEqual(key, await Control.RedactionKeyAsync(other.Id, Now));
    }

    [Fact]
    public async Task Tenants_and_projects_come_oldest_first()
    {
        Fixture.Time.Advance(TimeSpan.FromMinutes(1));
        var first = await Control.CreateTenantAsync("z", ProjectId.Default, Now);
        Fixture.Time.Advance(TimeSpan.FromMinutes(1));
        var second = await Control.CreateTenantAsync("a", ProjectId.Default, Now);

        var tenants = (await Control.TenantsAsync(Now)).ToList();
        Assert.True(tenants.IndexOf(first) < tenants.IndexOf(second));

        Fixture.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await Control.CreateProjectAsync(first.Id, ProjectId.Parse("a"), "A", Now));
        Assert.False(await Control.CreateProjectAsync(first.Id, ProjectId.Parse("a"), "again", Now));
        Assert.True(await Control.CreateProjectAsync(second.Id, ProjectId.Parse("a"), "A of another tenant", Now));
        Assert.Equal(["default", "A"], (await Control.ProjectsAsync(first.Id, Now)).Select(p => p.Name));
    }

    [Fact]
    public async Task A_key_is_found_by_its_secret_until_it_expires_or_is_revoked()
    {
        var now = UnixTime.Now(Fixture.Time);
        var later = now.Add(TimeSpan.FromDays(1));
        var lasting = Key("lasting", null);
        var brief = Key("brief", later);
        var (a, b) = (Secret(), Secret());
        await Control.AddApiKeyAsync(lasting, a, Now);
        await Control.AddApiKeyAsync(brief, b, Now);

        Assert.Equal(lasting, await Control.FindApiKeyAsync(a, later, Now));
        Assert.Equal(brief, await Control.FindApiKeyAsync(b, now, Now));
        Assert.Null(await Control.FindApiKeyAsync(b, later, Now));
        Assert.Null(await Control.FindApiKeyAsync(Secret(), now, Now));
        Assert.Equal([lasting, brief], (await Control.ApiKeysAsync(Scope.Tenant, Now)).OrderByDescending(k => k.Name, StringComparer.Ordinal));

        Assert.True(await Control.RevokeApiKeyAsync(Scope.Tenant, lasting.Id, now, Now));
        Assert.True(await Control.RevokeApiKeyAsync(Scope.Tenant, lasting.Id, later, Now));
        Assert.Null(await Control.FindApiKeyAsync(a, now, Now));
        Assert.Equal(now, (await Control.ApiKeysAsync(Scope.Tenant, Now)).Single(k => k.Id == lasting.Id).RevokedAt);
    }

    [Fact]
    public async Task A_key_can_be_revoked_by_its_own_tenant_only()
    {
        var other = await Fixture.NewTenantAsync();
        var key = Key("mine", null);
        var secret = Secret();
        await Control.AddApiKeyAsync(key, secret, Now);

        Assert.False(await Control.RevokeApiKeyAsync(other.Tenant, key.Id, UnixTime.Now(Fixture.Time), Now));
        Assert.NotNull(await Control.FindApiKeyAsync(secret, UnixTime.Now(Fixture.Time), Now));
        Assert.Empty(await Control.ApiKeysAsync(other.Tenant, Now));
    }

    [Fact]
    public async Task A_login_link_works_once()
    {
        var now = UnixTime.Now(Fixture.Time);
        var (link, expired) = (Secret(), Secret());
        await Control.AddLoginLinkAsync(Scope.Tenant, link, now.Add(TimeSpan.FromMinutes(10)), Now);
        await Control.AddLoginLinkAsync(Scope.Tenant, expired, now.Add(TimeSpan.FromMinutes(1)), Now);

        Assert.Equal(Scope.Tenant, await Control.ConsumeLoginLinkAsync(link, now, Now));
        Assert.Null(await Control.ConsumeLoginLinkAsync(link, now, Now));
        Assert.Null(await Control.ConsumeLoginLinkAsync(expired, now.Add(TimeSpan.FromMinutes(1)), Now));
        Assert.Null(await Control.ConsumeLoginLinkAsync(Secret(), now, Now));
    }

    [Fact]
    public async Task Of_many_who_use_a_login_link_at_once_one_gets_in()
    {
        var now = UnixTime.Now(Fixture.Time);
        var link = Secret();
        await Control.AddLoginLinkAsync(Scope.Tenant, link, now.Add(TimeSpan.FromMinutes(10)), Now);

        var tenants = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => Control.ConsumeLoginLinkAsync(link, now, Now))));

        Assert.Single(tenants, t => t is not null);
    }

    [Fact]
    public async Task A_session_lasts_until_it_expires_or_is_removed()
    {
        var now = UnixTime.Now(Fixture.Time);
        var session = new Session(Scope.Tenant, "admin", now, now.Add(TimeSpan.FromHours(8)));
        var secret = Secret();
        await Control.AddSessionAsync(session, secret, Now);

        Assert.Equal(session, await Control.FindSessionAsync(secret, now, Now));
        Assert.Null(await Control.FindSessionAsync(secret, session.ExpiresAt, Now));
        await Control.RemoveSessionAsync(secret, Now);
        Assert.Null(await Control.FindSessionAsync(secret, now, Now));
    }

    private static SecretHash Secret() => SecretHash.Of(Guid.NewGuid().ToString());

    private ApiKey Key(string name, UnixTime? expires) =>
        new(Guid.NewGuid(), Scope.Tenant, Scope.Project, name, "fbk_abc", UnixTime.Now(Fixture.Time), expires, null);
}
