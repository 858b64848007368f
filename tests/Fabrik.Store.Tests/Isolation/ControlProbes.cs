using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Store.Control;

namespace Fabrik.Store.Tests.Isolation;

/// <summary>What an attacker may try on the control plane.</summary>
public abstract class ControlProbes : IsolationProbes
{
    private static readonly UnixTime Now = TwoTenants.Start;
    private static readonly UnixTime Later = TwoTenants.Start.Add(TimeSpan.FromHours(1));

    [Fact]
    public Task Keys_of_the_victim_are_not_listed() => ProbeAsync(async both =>
    {
        await both.AddKeyAsync(both.Victim, TwoTenants.Mark);
        var (_, own) = await both.AddKeyAsync(both.Attacker, "attacker");
        Assert.Equal([own], await both.Store.Control.ApiKeysAsync(both.Attacker.Tenant, default));
    });

    [Fact]
    public Task A_key_opens_the_tenant_it_was_made_for() => ProbeAsync(async both =>
    {
        var (theirs, own) = (await both.AddKeyAsync(both.Victim, TwoTenants.Mark), await both.AddKeyAsync(both.Attacker, "attacker"));
        Assert.Equal(theirs.Key, await both.Store.Control.FindApiKeyAsync(SecretHash.Of(theirs.Secret), Now, default));
        Assert.Equal(own.Key, await both.Store.Control.FindApiKeyAsync(SecretHash.Of(own.Secret), Now, default));
    });

    [Fact]
    public Task Revoking_the_victims_key_is_refused_as_for_an_absent_one() => ProbeAsync(async both =>
    {
        var (secret, key) = await both.AddKeyAsync(both.Victim, TwoTenants.Mark);
        Assert.False(await both.Store.Control.RevokeApiKeyAsync(both.Attacker.Tenant, key.Id, Now, default));
        Assert.False(await both.Store.Control.RevokeApiKeyAsync(both.Attacker.Tenant, Guid.NewGuid(), Now, default));
        Assert.NotNull(await both.Store.Control.FindApiKeyAsync(SecretHash.Of(secret), Now, default));
    });

    [Fact]
    public Task A_key_cant_be_guessed_from_its_id_prefix_name_or_hash() => ProbeAsync(async both =>
    {
        var (secret, key) = await both.AddKeyAsync(both.Victim, TwoTenants.Mark);
        foreach (var guess in (string[])[key.Id.ToString(), key.Prefix, key.Name, SecretHash.Of(secret).Hex, secret + " ", secret.ToUpperInvariant(), "", "%"])
            Assert.Null(await both.Store.Control.FindApiKeyAsync(SecretHash.Of(guess), Now, default));
    });

    [Fact]
    public Task A_key_for_a_project_that_only_the_victim_has_is_refused() => ProbeAsync(async both =>
    {
        var key = new ApiKey(Guid.NewGuid(), both.Attacker.Tenant, TwoTenants.Second, "into theirs", "fk_", Now, null, null);
        await Assert.ThrowsAnyAsync<Exception>(() => both.Store.Control.AddApiKeyAsync(key, SecretHash.Of("x"), default));
        Assert.Empty(await both.Store.Control.ApiKeysAsync(both.Attacker.Tenant, default));
    });

    [Fact]
    public Task A_secret_of_one_kind_opens_nothing_of_another() => ProbeAsync(async both =>
    {
        var (key, session, link) = ((await both.AddKeyAsync(both.Victim, "k")).Secret, $"s {Guid.NewGuid()}", $"l {Guid.NewGuid()}");
        await both.Store.Control.AddSessionAsync(new Session(both.Victim.Tenant, "admin", Now, Later), SecretHash.Of(session), default);
        await both.Store.Control.AddLoginLinkAsync(both.Victim.Tenant, SecretHash.Of(link), Later, default);
        Assert.Null(await both.Store.Control.FindSessionAsync(SecretHash.Of(key), Now, default));
        Assert.Null(await both.Store.Control.ConsumeLoginLinkAsync(SecretHash.Of(session), Now, default));
        Assert.Null(await both.Store.Control.FindApiKeyAsync(SecretHash.Of(link), Now, default));
        Assert.Equal(both.Victim.Tenant, await both.Store.Control.ConsumeLoginLinkAsync(SecretHash.Of(link), Now, default));
    });

    [Fact]
    public Task A_session_opens_the_tenant_it_was_made_for_and_ends_alone() => ProbeAsync(async both =>
    {
        var (theirs, own) = (SecretHash.Of($"v {Guid.NewGuid()}"), SecretHash.Of($"a {Guid.NewGuid()}"));
        await both.Store.Control.AddSessionAsync(new Session(both.Victim.Tenant, "admin", Now, Later), theirs, default);
        await both.Store.Control.AddSessionAsync(new Session(both.Attacker.Tenant, "admin", Now, Later), own, default);
        await both.Store.Control.RemoveSessionAsync(own, default);
        Assert.Null(await both.Store.Control.FindSessionAsync(own, Now, default));
        Assert.Equal(both.Victim.Tenant, (await both.Store.Control.FindSessionAsync(theirs, Now, default))!.Tenant);
    });

    [Fact]
    public Task A_login_link_raced_for_opens_for_one_only() => ProbeAsync(async both =>
    {
        var link = SecretHash.Of($"link {Guid.NewGuid()}");
        await both.Store.Control.AddLoginLinkAsync(both.Victim.Tenant, link, Later, default);
        var opened = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => both.Store.Control.ConsumeLoginLinkAsync(link, Now, default)));
        Assert.Equal(both.Victim.Tenant, Assert.Single(opened, t => t is not null));
    });

    [Fact]
    public Task Redaction_keys_differ_and_each_tenant_has_its_own() => ProbeAsync(async both =>
    {
        var (theirs, own) = (await both.Store.Control.RedactionKeyAsync(both.Victim.Tenant, default), await both.Store.Control.RedactionKeyAsync(both.Attacker.Tenant, default));
        Assert.Equal((32, 32), (theirs.Length, own.Length));
        Assert.NotEqual(theirs, own);
    });

    [Fact]
    public Task Projects_of_the_victim_are_not_listed() => ProbeAsync(async both =>
        Assert.Equal([TwoTenants.Project], (await both.Store.Control.ProjectsAsync(both.Attacker.Tenant, default)).Select(p => p.Id)));

    [Fact]
    public Task A_project_of_a_name_that_the_victim_has_is_ones_own() => ProbeAsync(async both =>
    {
        Assert.True(await both.Store.Control.CreateProjectAsync(both.Attacker.Tenant, TwoTenants.Second, "mine", default));
        Assert.Empty((await both.Store.Runs.ListAsync(both.Attacker with { Project = TwoTenants.Second }, new Store.Runs.RunQuery(), default)).Items);
        Assert.Equal($"{TwoTenants.Mark} second", (await both.Store.Control.ProjectsAsync(both.Victim.Tenant, default))[^1].Name);
    });

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("..\\..\\windows")]
    [InlineData("/absolute")]
    [InlineData("a\0b")]
    [InlineData("'; DROP TABLE tenants; --")]
    [InlineData("CON")]
    [InlineData("\u202Etxt.exe")]
    [InlineData("VERY LONG")]
    public Task A_hostile_tenant_name_is_a_name_and_nothing_more(string name) => ProbeAsync(async both =>
    {
        if (name == "VERY LONG") name = new string('n', 100_000);
        var tenant = await both.Store.Control.CreateTenantAsync(name, TwoTenants.Project, default);
        var scope = new ProjectScope(tenant.Id, TwoTenants.Project);
        await both.AppendAsync(scope, new Core.Runs.RunGroup { Run = TwoTenants.SharedRun, Steps = [TwoTenants.Step("one", "named")] });
        Assert.Equal(1, (await both.Store.Runs.GetAsync(scope, TwoTenants.SharedRun, default))!.Steps);
        Assert.Contains(await both.Store.Control.TenantsAsync(default), t => t.Id == tenant.Id && t.Name == name.Replace('\0', '\uFFFD'));
    });
}
