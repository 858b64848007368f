using Fabrik.Llm.Deterministic;
using Fabrik.Llm.Tests.Support;

namespace Fabrik.Llm.Tests.Serving;

public sealed class PacingTests
{
    private const string Long = """{"model":"MODEL","stream":true,"messages":[{"role":"user","content":"long"}]}""";

    [Theory]
    [InlineData("/v1/chat/completions", "true")]
    [InlineData("/v1/chat/completions", "false")]
    [InlineData("/api/chat", "true")]
    [InlineData("/api/chat", "false")]
    public async Task An_answer_takes_the_time_that_the_model_drew(string path, string stream)
    {
        await using var model = await TestModel.StartAsync();
        var expected = Answer("small");
        var started = model.Time.GetUtcNow();
        await model.PostAsync(path, Long.Replace("MODEL", "small", StringComparison.Ordinal).Replace("true", stream, StringComparison.Ordinal));

        // Timers count whole milliseconds; what one leaves over, the next makes good.
        var total = expected.TimeToFirstToken + expected.Waits.Aggregate(TimeSpan.Zero, (sum, wait) => sum + wait);
        Assert.InRange(total - (model.Time.GetUtcNow() - started), TimeSpan.Zero, TimeSpan.FromMilliseconds(1));
        Assert.True(model.Time.Waits.TryPeek(out var first));
        Assert.InRange(expected.TimeToFirstToken - first, TimeSpan.Zero, TimeSpan.FromMilliseconds(1));
        Assert.Equal(1 + expected.Waits.Count, model.Time.Waits.Count);
    }

    [Fact]
    public async Task A_rate_over_a_thousand_a_second_is_kept_on_average()
    {
        await using var model = await TestModel.StartAsync();
        await model.PostAsync("/v1/chat/completions", Long.Replace("MODEL", "fast", StringComparison.Ordinal));

        // Waits of a quarter of a millisecond come together in whole ones.
        var waits = Answer("fast").Waits;
        Assert.All(waits, w => Assert.Equal(TimeSpan.FromMicroseconds(250), w));
        Assert.Equal(Enumerable.Repeat(TimeSpan.FromMilliseconds(1), waits.Count / 4), model.Time.Waits);
    }

    [Fact]
    public void Jitter_stays_within_its_share_and_is_not_always_the_same()
    {
        var waits = Enumerable.Range(0, 50).SelectMany(i => Answer("small", $"long {i}").Waits).Select(w => w.TotalSeconds * 120).ToList();
        Assert.All(waits, w => Assert.InRange(w, 0.8, 1.2));
        Assert.True(waits.Distinct().Count() > waits.Count / 2);
        Assert.InRange(waits.Average(), 0.97, 1.03);
    }

    [Fact]
    public async Task A_scripted_failure_comes_after_the_wait_for_the_first_token()
    {
        await using var model = await TestModel.StartAsync();
        Assert.Equal(503, (await model.PostAsync("/api/chat", """{"model":"small","messages":[{"role":"user","content":"break"}]}""")).Status);
        Assert.Single(model.Time.Waits);
    }

    private static ModelAnswer Answer(string model, string text = "long") =>
        new DeterministicModel(TestModel.Read(TestModel.Script)).Answer(model, [new ConversationMessage("user", text, [], null)], maxTokens: null)!;
}
