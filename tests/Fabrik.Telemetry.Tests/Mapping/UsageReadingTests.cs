using Fabrik.Core.Runs;

namespace Fabrik.Telemetry.Tests.Mapping;

public sealed class UsageReadingTests
{
    private static TokenUsage? Usage(params (string Key, object Value)[] attributes) =>
        Some.Step(Some.Span(1, null, [("fabrik.step.kind", "model"), .. attributes])).Usage;

    [Fact]
    public void Inclusive_counts_become_disjoint_buckets() => Assert.Equal(
        new TokenUsage(30, 60, 10, 15, 5),
        Usage(("gen_ai.usage.input_tokens", 100), ("gen_ai.usage.cache_read.input_tokens", 60), ("gen_ai.usage.cache_creation.input_tokens", 10), ("gen_ai.usage.output_tokens", 20), ("gen_ai.usage.reasoning.output_tokens", 5)));

    [Fact]
    public void Langfuse_types_are_disjoint_already() => Assert.Equal(
        new TokenUsage(100, 900, 7, 50, 20),
        Usage(("langfuse.observation.usage_details", """{"input":100,"input_cached_tokens":900,"input_cache_creation":7,"output":50,"output_reasoning_tokens":20}""")));

    [Fact]
    public void A_part_above_its_whole_shows_that_counts_are_disjoint() => Assert.Equal(
        new TokenUsage(10, 1000, 0, 5, 80),
        Usage(("gen_ai.usage.input_tokens", 10), ("gen_ai.usage.cache_read_input_tokens", 1000), ("gen_ai.usage.output_tokens", 5), ("gen_ai.usage.reasoning_tokens", 80)));

    [Fact]
    public void The_total_fills_one_missing_side() => Assert.Equal(
        new TokenUsage(82, 0, 0, 18, 0), Usage(("llm.token_count.prompt", 82), ("llm.token_count.total", 100)));

    [Fact]
    public void Counts_may_come_as_text_or_as_whole_doubles() => Assert.Equal(
        new TokenUsage(82, 0, 0, 18, 0), Usage(("gen_ai.usage.prompt_tokens", "82"), ("gen_ai.usage.completion_tokens", 18.0)));

    [Fact]
    public void Nonsense_is_no_count()
    {
        Assert.Null(Usage(("gen_ai.usage.input_tokens", -5), ("gen_ai.usage.output_tokens", 1.5)));
        Assert.Null(Usage(("gen_ai.usage.input_tokens", long.MaxValue)));
        Assert.Null(Usage(("mlflow.chat.tokenUsage", """{"input_tokens":"many","output_tokens":null}""")));
        Assert.Null(Usage(("gen_ai.usage.total_tokens", 10)));
        Assert.Null(Usage());
    }
}
