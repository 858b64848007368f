using System.Text;
using Fabrik.Core.Runs;
using Fabrik.Core.Time;
using Fabrik.Telemetry.Pricing;

namespace Fabrik.Telemetry.Tests.Pricing;

public sealed class PriceBookTests
{
    private static readonly UnixTime Now = Date("2026-02-11T10:15:00Z");

    private static UnixTime Date(string text) => UnixTime.TryParse(text, out var t) ? t : throw new FormatException(text);

    private static StepCost Cost(string? provider, string? model, TokenUsage? usage, string? at = null) =>
        PriceBook.Embedded.Cost(provider, model, usage, at is null ? Now : Date(at), null);

    // A million tokens in a bucket costs its list price: each cached token is counted once, and at its own price.
    [Theory]
    [InlineData("openai", "gpt-4o-mini-2024-07-18", 1, 0, 0, 0, 0, "0.15")]
    [InlineData("openai", "gpt-4o-mini", 0, 1, 0, 0, 0, "0.075")]
    [InlineData("openai", "gpt-4o-mini", 0, 0, 0, 1, 1, "1.2")]
    [InlineData("openai.chat", "gpt-5", 1, 1, 0, 1, 1, "21.375")]
    [InlineData("OpenAI", "text-embedding-3-small", 1, 0, 0, 0, 0, "0.02")]
    [InlineData("anthropic", "claude-3-5-sonnet-20241022", 1, 1, 1, 1, 0, "22.05")]
    [InlineData("aws.bedrock", "eu.anthropic.claude-3-5-sonnet-20241022-v2:0", 1, 1, 1, 1, 0, "22.05")]
    [InlineData("gcp.vertex_ai", "gemini-2.0-flash", 1, 1, 0, 1, 0, "0.525")]
    [InlineData("mistral_ai", "mistral-large-2411", 1, 0, 0, 1, 0, "8")]
    [InlineData("deepseek", "deepseek-chat", 1, 1, 0, 1, 0, "0.728")]
    [InlineData("openai", "fabrik-demo-small", 1, 1, 1, 1, 1, "1.05")]
    [InlineData(null, "gpt-4.1", 1, 0, 0, 0, 0, "2")]
    public void A_million_tokens_cost_the_list_price(string? provider, string model, int input, int read, int write, int output, int reasoning, string usd)
    {
        const long Million = 1_000_000;
        var cost = Cost(provider, model, new TokenUsage(input * Million, read * Million, write * Million, output * Million, reasoning * Million));
        Assert.Equal((usd, null, "2026-11"), (cost.Computed?.ToString(), cost.UnknownReason, cost.PriceVersion));
    }

    [Fact]
    public void A_call_smaller_than_a_cent_is_exact() =>
        Assert.Equal("0.0000342", Cost("openai", "gpt-4o-mini", new TokenUsage(76, 64, 0, 20, 10)).Computed?.ToString());

    [Fact]
    public void What_is_unknown_is_null_and_says_why()
    {
        var one = new TokenUsage(1, 0, 0, 1, 0);
        Assert.Equal("no price for model 'gpt-99' of provider 'openai' in book 2026-11", Reason("openai", "gpt-99", one));
        Assert.Equal("no price for model 'gpt-4o' of provider 'my-proxy' in book 2026-11", Reason("my-proxy", "gpt-4o", one));
        Assert.Equal("no price for model 'gpt-4o-mini' on 2024-01-01 in book 2026-11", Reason("openai", "gpt-4o-mini", one, "2024-01-01T00:00:00Z"));
        Assert.Equal("no cache_write price for model 'gpt-4o-mini' in book 2026-11", Reason("openai", "gpt-4o-mini", new TokenUsage(1, 0, 1, 0, 0)));
        Assert.Equal("the call names no model", Reason("openai", null, one));
        Assert.Equal("the call reported no token counts", Reason("openai", "gpt-4o", null));
        Assert.Equal("no price for model 'grok-4' with 200000 input tokens in book 2026-11", Reason("xai", "grok-4", new TokenUsage(200_000, 0, 0, 1, 0)));
        Assert.Equal("the token counts of model 'gpt-4o' come to no plausible sum", Reason("openai", "gpt-4o", new TokenUsage(long.MaxValue, 0, 0, 0, 0)));
    }

    private static string? Reason(string? provider, string? model, TokenUsage? usage, string? at = null)
    {
        var cost = Cost(provider, model, usage, at);
        Assert.Null(cost.Computed);
        return cost.UnknownReason;
    }

    [Fact]
    public void No_tokens_cost_nothing_where_the_model_is_known() => Assert.Equal("0", Cost("openai", "gpt-4o", default(TokenUsage)).Computed?.ToString());

    [Fact]
    public void The_price_is_that_of_the_day()
    {
        var million = new TokenUsage(1_000_000, 0, 0, 0, 0);
        Assert.Equal("10", Cost("openai", "o3", million, "2025-06-09T23:59:59Z").Computed?.ToString());
        Assert.Equal("2", Cost("openai", "o3", million, "2025-06-10T00:00:00Z").Computed?.ToString());
        Assert.Equal("0.56", Cost("deepseek", "deepseek-chat", million, "2025-09-29T09:59:59Z").Computed?.ToString());
        Assert.Equal("0.28", Cost("deepseek", "deepseek-chat", million, "2025-09-29T10:00:00Z").Computed?.ToString());
    }

    [Fact]
    public void Long_prompts_have_their_own_price_cached_tokens_included()
    {
        Assert.Equal("0.25", Cost("google", "gemini-2.5-pro", new TokenUsage(200_000, 0, 0, 0, 0)).Computed?.ToString());
        Assert.Equal("0.5000025", Cost("google", "gemini-2.5-pro", new TokenUsage(200_001, 0, 0, 0, 0)).Computed?.ToString());
        Assert.Equal("1.2", Cost("anthropic", "claude-sonnet-4-5", new TokenUsage(100_000, 1_000_000, 0, 0, 0)).Computed?.ToString());
    }

    [Fact]
    public void What_was_reported_is_handed_through_beside_ours()
    {
        Assert.True(Usd.TryFrom(0.5m, out var reported));
        var cost = PriceBook.Embedded.Cost("openai", "gpt-99", new TokenUsage(1, 0, 0, 0, 0), Now, reported);
        Assert.Equal((null, reported), (cost.Computed, cost.Reported));
    }

    [Theory]
    [InlineData("{", "The price book is not JSON")]
    [InlineData("""{"version":"1","providers":{}}""", "$: 'entries' is missing")]
    [InlineData("""{"version":"1","providers":{},"entries":[],"x":1}""", "$: unknown key 'x'; expected one of version, note, providers, entries")]
    [InlineData("""{"version":1,"providers":{},"entries":[]}""", "$.version: expected a text, found 1")]
    [InlineData("""{"version":"1","providers":{"a":["n"],"b":["N"]},"entries":[]}""", "$.providers.b: the name 'N' already belongs to 'a'")]
    [InlineData("""{"version":"1","providers":{},"entries":[{"provider":"a","models":["m"],"from":"2025-01-01","usd_per_million":{}}]}""", "$.entries[0].provider: 'a' is not among $.providers")]
    [InlineData("""{"version":"1","providers":{},"entries":[{"provider":"*","models":[],"from":"2025-01-01","usd_per_million":{}}]}""", "$.entries[0].models: expected a list of at least one")]
    [InlineData("""{"version":"1","providers":{},"entries":[{"provider":"*","models":["m"],"from":"yesterday","usd_per_million":{}}]}""", "$.entries[0].from: expected a date such as")]
    [InlineData("""{"version":"1","providers":{},"entries":[{"provider":"*","models":["m"],"from":"2025-01-01","usd_per_million":{"input":-1}}]}""", "$.entries[0].usd_per_million.input: expected a price in USD")]
    [InlineData("""{"version":"1","providers":{},"entries":[{"provider":"*","models":["m"],"from":"2025-01-01","usd_per_million":{"inputs":1}}]}""", "unknown key 'inputs'")]
    public void A_faulty_book_is_refused_with_the_place(string json, string message) =>
        Assert.Contains(message, Assert.Throws<FormatException>(() => PriceBook.Load(Encoding.UTF8.GetBytes(json))).Message);

    [Fact]
    public void A_book_of_ones_own_may_price_any_provider_by_pattern()
    {
        var book = PriceBook.Load("""{"version":"mine","providers":{},"entries":[{"provider":"*","models":["llama-*"],"from":"2020-01-01","usd_per_million":{"input":0,"output":0}}]}"""u8);
        Assert.Equal(new StepCost(default(Usd), null, "mine", null), book.Cost("ollama", "llama-3.3", new TokenUsage(5, 0, 0, 5, 0), Now, null));
    }
}
