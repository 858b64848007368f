using System.Text;
using Fabrik.Core.Redaction;

namespace Fabrik.Core.Tests.Redaction;

public sealed class KeyRulesTests
{
    private static readonly KeyRules Default = new(RedactionRules.Default);

    [Theory]
    [InlineData("authorization", "key:authorization")]
    [InlineData("Proxy-Authorization", "key:authorization")]
    [InlineData("http.request.header.authorization", "key:authorization")]
    [InlineData("cookie", "key:cookie")]
    [InlineData("Set-Cookie", "key:cookie")]
    [InlineData("x-api-key", "key:api_key")]
    [InlineData("api_key", "key:api_key")]
    [InlineData("apikey", "key:api_key")]
    [InlineData("OPENAI_API_KEY", "key:api_key")]
    [InlineData("openaiApiKey", "key:api_key")]
    [InlineData("XAPIKey", "key:api_key")]
    [InlineData("AZURE_STORAGE_ACCOUNT_KEY", "key:access_key")]
    [InlineData("password", "key:password")]
    [InlineData("passwd", "key:password")]
    [InlineData("pwd", "key:password")]
    [InlineData("db.password", "key:password")]
    [InlineData("dbpassword", "key:password")]
    [InlineData("password2", "key:password")]
    [InlineData("new_password_confirmation", "key:password")]
    [InlineData("secret", "key:secret")]
    [InlineData("client_secret", "key:secret")]
    [InlineData("clientSecret", "key:secret")]
    [InlineData("aws_secret_access_key", "key:secret")]
    [InlineData("SecretString", "key:secret")]
    [InlineData("token", "key:token")]
    [InlineData("access_token", "key:token")]
    [InlineData("refreshToken", "key:token")]
    [InlineData("id_token", "key:token")]
    [InlineData("X-Amz-Security-Token", "key:token")]
    [InlineData("csrf_token", "key:token")]
    [InlineData("private_key", "key:private_key")]
    [InlineData("session", "key:session")]
    [InlineData("sessionid", "key:session")]
    [InlineData("JSESSIONID", "key:session")]
    [InlineData("session_token", "key:session")]
    [InlineData("cvv", "key:card_code")]
    [InlineData("otp", "key:one_time_code")]
    [InlineData("user.id", "key:user_id")]
    [InlineData("enduser.id", "key:user_id")]
    [InlineData("langfuse.user.id", "key:user_id")]
    public void Denies(string key, string rule) => Assert.Equal(rule, Default.Judge(Encoding.UTF8.GetBytes(key)).Rule?.Name);

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("___")]
    [InlineData("gen_ai.usage.input_tokens")]
    [InlineData("gen_ai.usage.output_tokens")]
    [InlineData("max_tokens")]
    [InlineData("maxTokens")]
    [InlineData("token_count")]
    [InlineData("tokenizer")]
    [InlineData("tokens")]
    [InlineData("token_type")]
    [InlineData("next_page_token")]
    [InlineData("nextPageToken")]
    [InlineData("continuationToken")]
    [InlineData("eos_token")]
    [InlineData("time_to_first_token")]
    [InlineData("password_length")]
    [InlineData("secret_name")]
    [InlineData("secretary")]
    [InlineData("api_key_id")]
    [InlineData("cookie_consent")]
    [InlineData("session.id")]
    [InlineData("session_id")]
    [InlineData("sessionId")]
    [InlineData("author")]
    [InlineData("authorization_endpoint")]
    [InlineData("public_key")]
    [InlineData("cache_key")]
    [InlineData("user_id")]
    [InlineData("key")]
    [InlineData("content")]
    public void Leaves(string key) => Assert.Null(Default.Judge(Encoding.UTF8.GetBytes(key)).Rule);

    [Theory]
    [InlineData("tool_call_id", true)]
    [InlineData("toolCallId", true)]
    [InlineData("next_page_token", true)]
    [InlineData("sha256", true)]
    [InlineData("valid", false)]
    [InlineData("paid", false)]
    public void Knows_identifiers(string key, bool expected) => Assert.Equal(expected, Default.Judge(Encoding.UTF8.GetBytes(key)).Identifier);

    [Fact]
    public void A_project_may_deny_and_allow_keys_in_any_spelling()
    {
        var keys = new KeyRules(new RedactionRules { DeniedKeys = ["Loyalty-Number"], AllowedKeys = ["public.token"] });
        Assert.Equal("key:loyalty_number", keys.Judge("customer.loyaltyNumber"u8).Rule?.Name);
        Assert.Null(keys.Judge("publicToken"u8).Rule);
        Assert.NotNull(keys.Judge("private_token"u8).Rule);
    }
}
