using Fabrik.Core.Scope;

namespace Fabrik.Core.Tests.Scope;

public sealed class RunIdTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("ralph-1-20260211T101500Z")]
    [InlineData("A.b_c:d-9")]
    public void Accepts_the_charset(string text) => Assert.Equal(text, RunId.Parse(text).Value);

    [Theory]
    [InlineData("")]
    [InlineData("-a")]
    [InlineData(".a")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("ä")]
    [InlineData("a\0")]
    public void Refuses_everything_else(string text) => Assert.False(RunId.TryParse(text, out _));

    [Fact]
    public void Refuses_129_characters_and_takes_128()
    {
        Assert.False(RunId.TryParse(new string('a', 129), out _));
        Assert.True(RunId.TryParse(new string('a', 128), out _));
    }

    [Theory]
    [InlineData("research agent", "research-agent-20260211T101500Z-01020304")]
    [InlineData("…", "run-20260211T101500Z-01020304")]
    [InlineData("ralph-1", "ralph-1-20260211T101500Z-01020304")]
    public void Creates_agent_stamp_random(string agent, string expected) =>
        Assert.Equal(expected, RunId.Create(agent, new DateTimeOffset(2026, 2, 11, 10, 15, 0, TimeSpan.Zero), [1, 2, 3, 4, 5]).Value);
}
