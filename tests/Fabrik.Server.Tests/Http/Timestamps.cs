using System.Text;
using Fabrik.Core.Time;
using Fabrik.Server.Http;
using FsCheck;
using FsCheck.Fluent;

namespace Fabrik.Server.Tests.Http;

public sealed class Timestamps
{
    [Fact]
    public void The_fast_reader_agrees_with_the_full_one_on_every_time_it_takes()
    {
        var nanoseconds = ArbMap.Default.ArbFor<long>().Generator.Select(n => n & long.MaxValue);
        Prop.ForAll(nanoseconds.ToArbitrary(), n =>
        {
            var text = UnixTime.FromNanoseconds(n).ToString();
            return !UtcTimestamp.TryRead(Encoding.UTF8.GetBytes(text), out var fast) || (UnixTime.TryParse(text, out var full) && fast == full);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));
    }

    [Theory]
    [InlineData("2026-02-11T10:15:00Z", 0)]
    [InlineData("2026-02-11T10:15:00.5Z", 500_000_000)]
    [InlineData("2026-02-11T10:15:00.000000001Z", 1)]
    public void The_common_form_is_taken(string text, int fraction)
    {
        Assert.True(UtcTimestamp.TryRead(Encoding.UTF8.GetBytes(text), out var time));
        Assert.Equal((1770804900L * 1_000_000_000) + fraction, time.Nanoseconds);
    }

    [Theory]
    [InlineData("2026-02-30T10:15:00Z")]
    [InlineData("2026-02-11T24:00:00Z")]
    [InlineData("2026-02-11T10:15:60Z")]
    [InlineData("1969-12-31T23:59:59Z")]
    [InlineData("2026-02-11T10:15:00.Z")]
    [InlineData("2026-02-11T10:15:00.1234567890Z")]
    [InlineData("2026-02-11T10:15:00+00:00")]
    [InlineData("2026-02-11 10:15:00Z")]
    [InlineData("20a6-02-11T10:15:00Z")]
    [InlineData("Z")]
    public void Everything_else_is_left_to_the_full_one(string text) => Assert.False(UtcTimestamp.TryRead(Encoding.UTF8.GetBytes(text), out _));
}
