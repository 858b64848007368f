using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Fabrik.Core.Redaction;

namespace Fabrik.Core.Tests.Redaction;

public sealed class SecretFingerprintTests
{
    [Fact]
    public void Is_the_HMAC_SHA256_of_the_secret_under_the_tenants_key()
    {
        var expected = Convert.ToHexStringLower(HMACSHA256.HashData("tenant one's key"u8, "hunter2"u8));
        Assert.Equal("hmac-sha256:" + expected, HashOf("""{"v":{"password":"hunter2"}}""", "password"));
        Assert.Equal($"[redacted:password:{expected[..8]}]", Redacting.Text("password=hunter2")["password=".Length..]);
    }

    [Theory]
    [InlineData("""{"v":{"authorization":"Bearer abc123"}}""", "authorization", """{"v":{"token":"abc123"}}""", "token")]
    [InlineData("""{"v":{"a":"4111 1111 1111 1111"}}""", "a", """{"v":{"b":"4111111111111111"}}""", "b")]
    [InlineData("""{"v":{"a":"Alice@Example.org"}}""", "a", """{"v":{"b":"alice@example.org"}}""", "b")]
    [InlineData("""{"v":{"a":"DE89 3704 0044 0532 0130 00"}}""", "a", """{"v":{"b":"DE89370400440532013000"}}""", "b")]
    public void One_secret_in_two_spellings_is_one(string first, string firstKey, string second, string secondKey) =>
        Assert.Equal(HashOf(first, firstKey), HashOf(second, secondKey));

    [Fact]
    public void Differs_between_tenants_and_between_secrets()
    {
        const string json = """{"v":{"password":"hunter2"}}""";
        Assert.NotEqual(HashOf(json, "password"), HashOf(json, "password", Redacting.OtherTenant));
        Assert.NotEqual(HashOf(json, "password"), HashOf("""{"v":{"password":"hunter3"}}""", "password"));
    }

    [Fact]
    public void A_pseudonym_is_stable_keyed_and_kept()
    {
        var pseudonym = Redacting.Redactor.Pseudonym("alice");
        Assert.Matches("^u-[0-9a-f]{16}$", pseudonym);
        Assert.Equal(pseudonym, Redacting.Redactor.Pseudonym("alice"));
        Assert.Equal(pseudonym, Redacting.Redactor.Pseudonym(pseudonym));
        Assert.NotEqual(pseudonym, Redacting.OtherTenant.Pseudonym("alice"));
        Assert.Equal("u-" + HashOf("""{"v":{"user.id":"alice"}}""", "user.id")["hmac-sha256:".Length..][..16], pseudonym);
    }

    [Fact]
    public void A_tenant_without_a_key_is_refused() =>
        Assert.Throws<ArgumentException>(() => new Redactor(RedactionRules.Default, Encoding.UTF8.GetBytes("")));

    private static string HashOf(string json, string key, Redactor? redactor = null) =>
        JsonNode.Parse(Redacting.Json(json, redactor))!["v"]![key]!["$redacted"]!["h"]!.GetValue<string>();
}
