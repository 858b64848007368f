using Fabrik.Core.Time;
using Fabrik.Store;
using Fabrik.Store.Control;
using Microsoft.AspNetCore.Http;

namespace Fabrik.Server.Security;

/// <summary>Turns credentials into a <see cref="Caller"/>. Secrets are looked up by their hash, so comparing them leaks no timing.</summary>
internal sealed class Authenticator(IFabrikStore store, TimeProvider time)
{
    /// <summary>A key in the headers counts before a cookie.</summary>
    /// <returns>Null for no or no valid credentials.</returns>
    public async ValueTask<Caller?> FindAsync(HttpRequest request, bool sessionsToo, CancellationToken cancellation)
    {
        if (Credentials.Presented(request.Headers))
            return Credentials.ApiKey(request.Headers) is { } key ? await ByKeyAsync(SecretHash.Of(key), cancellation) : null;
        if (!sessionsToo || SessionCookie.Read(request) is not { } secret) return null;
        return await BySessionAsync(SecretHash.Of(secret), CsrfToken.For(secret), cancellation);
    }

    /// <summary>Whether a caller that was found would be found again.</summary>
    public async ValueTask<bool> HoldsAsync(Caller caller, CancellationToken cancellation) => caller.Kind == CallerKind.ApiKey
        ? await ByKeyAsync(caller.Secret, cancellation) is not null
        : await BySessionAsync(caller.Secret, caller.CsrfToken, cancellation) is not null;

    private async ValueTask<Caller?> ByKeyAsync(SecretHash secret, CancellationToken cancellation) =>
        await store.Control.FindApiKeyAsync(secret, UnixTime.Now(time), cancellation) is { } key
            ? new Caller(CallerKind.ApiKey, key.Tenant, key.Project, key.Name, secret, CsrfToken: null)
            : null;

    private async ValueTask<Caller?> BySessionAsync(SecretHash secret, string? csrfToken, CancellationToken cancellation) =>
        await store.Control.FindSessionAsync(secret, UnixTime.Now(time), cancellation) is { } session
            ? new Caller(CallerKind.Session, session.Tenant, KeyProject: null, session.User, secret, csrfToken)
            : null;
}
