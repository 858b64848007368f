using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Server.Security;
using Fabrik.Store;
using Fabrik.Store.Control;

namespace Fabrik.Server.Hosting;

/// <summary>What a server needs before anybody can use it.</summary>
public static class FirstStart
{
    /// <summary>How long a login link that nobody used stays good.</summary>
    public static readonly TimeSpan LoginLinkLifetime = TimeSpan.FromHours(1);

    /// <summary>
    /// Makes a tenant, its project <c>default</c> and an API key where there is no tenant; mints a one-time login link
    /// for the oldest tenant in any case. The secrets in the result exist nowhere else.
    /// </summary>
    public static async Task<FirstStartResult> PrepareAsync(IFabrikStore store, TimeProvider time, CancellationToken cancellation)
    {
        var now = UnixTime.Now(time);
        string? apiKey = null;
        var tenant = (await store.Control.TenantsAsync(cancellation)).FirstOrDefault();
        if (tenant is null)
        {
            tenant = await store.Control.CreateTenantAsync("default", ProjectId.Default, cancellation);
            apiKey = await AddApiKeyAsync(store, time, tenant.Id, ProjectId.Default, "first key", expiresAt: null, cancellation);
        }

        var token = Secret.New(Secret.LoginPrefix);
        await store.Control.AddLoginLinkAsync(tenant.Id, SecretHash.Of(token), now.Add(LoginLinkLifetime), cancellation);
        var project = (await store.Control.ProjectsAsync(tenant.Id, cancellation))[0].Id;
        return new FirstStartResult(tenant.Id, project, apiKey, token);
    }

    /// <summary>Makes a key of one project and returns its secret, which can't be had again.</summary>
    public static async Task<string> AddApiKeyAsync(
        IFabrikStore store, TimeProvider time, TenantId tenant, ProjectId project, string name, UnixTime? expiresAt, CancellationToken cancellation)
    {
        var secret = Secret.New(Secret.KeyPrefix);
        var key = new ApiKey(
            Guid.CreateVersion7(time.GetUtcNow()), tenant, project, name, secret[..Secret.ShownLength], UnixTime.Now(time), expiresAt, RevokedAt: null);
        await store.Control.AddApiKeyAsync(key, SecretHash.Of(secret), cancellation);
        return secret;
    }
}
