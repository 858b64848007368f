using System.Text.Json.Nodes;

namespace Fabrik.Core.Tests.Redaction;

public sealed class SecretKeysTests
{
    [Theory]
    [InlineData("""{"authorization":"Bearer hunter2"}""")]
    [InlineData("""{"headers":{"Cookie":["sid=hunter2; theme=dark"]}}""")]
    [InlineData("""{"http.request.header.x-api-key":["hunter2"]}""")]
    [InlineData("""{"credentials":{"password":{"value":"hunter2"}}}""")]
    [InlineData("""{"headers":[{"name":"X-Api-Key","value":"hunter2"}]}""")]
    [InlineData("""{"headers":[{"value":"hunter2","name":"X-Api-Key"}]}""")]
    [InlineData("""{"attributes":[{"key":"db.password","value":{"stringValue":"hunter2"}}]}""")]
    [InlineData("""{"pass\u0077ord":"hunter2"}""")]
    [InlineData("""{"arguments":"{\"password\":\"hunter2\"}"}""")]
    [InlineData("""{"arguments":"{\"password\":\"hunter2\",\"more\":"}""")]
    [InlineData("""{"log":"{'user': 'a', 'password': 'hunter2'}"}""")]
    [InlineData("""{"log":"payload was \\\"password\\\": \\\"hunter2\\\""}""")]
    [InlineData("""{"log":"DB_PASSWORD=hunter2 NODE_ENV=test"}""")]
    [InlineData("""{"log":"Password: hunter2"}""")]
    [InlineData("""{"log":"GET / HTTP/1.1\r\nCookie: sid=hunter2; a=b\r\nHost: x"}""")]
    [InlineData("""{"log":"Authorization: Basic aHVudGVyMjpodW50ZXIy / hunter2x"}""", "aHVudGVyMjpodW50ZXIy")]
    [InlineData("""{"log":"Authorization: Digest username=\"a\", response=\"hunter2\""}""")]
    [InlineData("""{"url":"https://admin:hunter2@example.org/x"}""")]
    [InlineData("""{"url":"https://example.org/x?access_token=hunter2&y=1"}""")]
    [InlineData("""{"url":"https://example.org/x?sig=hunter2"}""")]
    [InlineData("""{"db":"Server=db;User Id=sa;Password=hunter2;Encrypt=true"}""")]
    [InlineData("""{"cmd":"mysql --user root --password hunter2 db"}""")]
    [InlineData("""{"cmd":"curl -H 'X-Api-Key: hunter2' https://example.org"}""")]
    [InlineData("""{"code":"headers[\"authorization\"] = \"hunter2\""}""")]
    [InlineData("""{"properties":{"password":{"type":"string","default":"hunter2"}}}""")]
    [InlineData("""{"token":{"access":["hunter2"]}}""")]
    [InlineData("""{"user.id":"hunter2"}""")]
    public void A_value_is_hidden_by_its_key_wherever_the_key_stands(string json, string secret = "hunter2")
    {
        var output = Redacting.Json(json, out var replaced);
        Assert.DoesNotContain(secret, output.Replace("hunter2x", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.NotNull(JsonNode.Parse(output));
        Assert.True(replaced > 0);
        Assert.Equal(output, Redacting.Json(output));
    }

    [Theory]
    [InlineData("""{"password":12345678}""", "12345678")]
    [InlineData("""{"cvv":123}""", "123")]
    [InlineData("""{"card":4111111111111111}""", "4111111111111111")]
    public void Numbers_too(string json, string secret) => Assert.DoesNotContain($":{secret}", Redacting.Json(json), StringComparison.Ordinal);

    [Fact]
    public void A_marker_names_the_rule_and_leaves_the_rest_of_the_document_alone()
    {
        var output = Redacting.Json("""{ "a" : 1.50, "authorization" : "Bearer abc", "z" : [ null ] }""", out var replaced);
        var h = JsonNode.Parse(output)!["authorization"]!["$redacted"]!["h"]!.GetValue<string>();
        Assert.Equal($$$"""{ "a" : 1.50, "authorization" : {"$redacted":{"rule":"key:authorization","kind":"api_key","h":"{{{h}}}"}}, "z" : [ null ] }""", output);
        Assert.Equal(1, replaced);
    }

    [Fact]
    public void JSON_in_a_string_stays_a_string()
    {
        var output = JsonNode.Parse(Redacting.Json("""{"arguments":"{\"city\":\"Köln\",\"api_key\":\"abc\"}"}"""))!;
        var inner = JsonNode.Parse(output["arguments"]!.GetValue<string>())!;
        Assert.Equal("Köln", inner["city"]!.GetValue<string>());
        Assert.Equal("key:api_key", inner["api_key"]!["$redacted"]!["rule"]!.GetValue<string>());
    }

    [Fact]
    public void What_only_looks_like_a_marker_is_no_shelter()
    {
        var output = Redacting.Json("""{"password":{"$redacted":{"rule":"key:password","kind":"password","h":"hunter2"}}}""");
        Assert.DoesNotContain("hunter2", output, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", Redacting.Text("password=[redacted:password:hunter2]"), StringComparison.Ordinal);
    }
}
