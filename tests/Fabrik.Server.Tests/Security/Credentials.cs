using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Fabrik.Core.Time;
using Fabrik.Server.Tests.Support;
using Fabrik.Testing;

namespace Fabrik.Server.Tests.Security;

public sealed class Credentials
{
    [Fact]
    public async Task A_key_is_taken_as_bearer_header_and_basic_in_either_part()
    {
        await using var server = await TestServer.StartAsync();
        var key = server.First.ApiKey!;
        (string Name, string Value)[] forms =
        [
            ("Authorization", $"Bearer {key}"), ("Authorization", $"bearer {key}"), ("x-api-key", key),
            ("Authorization", Basic($"public:{key}")), ("Authorization", Basic($"{key}:")),
        ];
        foreach (var (name, value) in forms)
        {
            using var client = server.NewClient();
            client.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/v1/runs")).StatusCode);
        }
    }

    [Fact]
    public async Task Nothing_wrong_revoked_or_expired_lets_anybody_in()
    {
        var time = new ManualTime();
        await using var server = await TestServer.StartAsync(time: time);
        var tenant = server.First.Tenant;
        var expiring = await server.KeyAsync(tenant, "default", UnixTime.From(time.GetUtcNow() + TimeSpan.FromHours(1)));
        var revoked = await server.KeyAsync(tenant, "default");
        using (var client = server.NewClient(revoked)) Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/v1/runs")).StatusCode);
        var id = (await server.Store.Control.ApiKeysAsync(tenant, CancellationToken.None)).Single(k => revoked.StartsWith(k.Prefix, StringComparison.Ordinal)).Id;
        await server.Store.Control.RevokeApiKeyAsync(tenant, id, UnixTime.Now(time), CancellationToken.None);
        time.Advance(TimeSpan.FromHours(2));

        string?[] refused =
        [
            null, "Bearer fbk_wrong", "Bearer " + new string('x', 5000), $"Bearer {revoked}", $"Bearer {expiring}", Basic("no colon"), "Basic !!!", "Basic", "Digest x",
            $"Bearer {server.First.ApiKey} extra",
        ];
        foreach (var value in refused)
        {
            using var client = server.NewClient();
            if (value is not null) client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", value);
            var answer = await client.GetAsync("/v1/runs");
            await answer.ProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
            Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.Single().Scheme);
        }

        Assert.DoesNotContain(revoked, server.Log.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_names_its_own_project_or_none()
    {
        await using var server = await TestServer.StartAsync();
        Assert.Equal(HttpStatusCode.OK, (await server.Api.GetAsync("/v1/runs?project=default")).StatusCode);
        foreach (var other in (string[])["second", "DEFAULT", "", "../x", "default&project=second"])
            Assert.Equal(HttpStatusCode.NotFound, (await server.Api.GetAsync($"/v1/runs?project={other}")).StatusCode);
    }

    [Fact]
    public async Task Health_and_description_are_open_and_everything_else_is_not()
    {
        await using var server = await TestServer.StartAsync();
        using var nobody = server.NewClient();
        foreach (var path in (string[])["/healthz", "/readyz", "/v1/openapi.json"]) Assert.Equal(HttpStatusCode.OK, (await nobody.GetAsync(path)).StatusCode);
        foreach (var path in (string[])["/v1/runs", "/v1/runs/r", "/v1/facets", "/v1/session", "/v1/stream/runs", "/v1/runs/r/export"])
            Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync(path)).StatusCode);
        foreach (var path in (string[])["/v1/runs", "/v1/runs/r/steps", "/v1/runs/r:finish", "/v1/session:logout", "/v1/traces"])
            Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.SendJsonAsync(path, "{}")).StatusCode);
    }

    internal static string Basic(string pair) => new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair))).ToString();
}
