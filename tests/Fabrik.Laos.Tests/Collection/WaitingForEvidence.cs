using Fabrik.Core.Time;
using Fabrik.Laos.Collection;
using FsCheck;
using FsCheck.Fluent;

namespace Fabrik.Laos.Tests.Collection;

public sealed class WaitingForEvidence
{
    private static readonly UnixTime End = UnixTime.FromNanoseconds(1_770_000_000_000_000_000);
    private static readonly SettleRule Rule = new(End, TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), End.Add(TimeSpan.FromSeconds(55)));

    [Fact]
    public void A_fence_that_is_found_settles_at_once() => Assert.True(new Settling(Rule).Look(At(6), 10, fence: true).Settled);

    [Fact]
    public void A_steady_count_does_not_settle_while_the_source_hides_the_newest()
    {
        var settling = new Settling(Rule);

        Assert.All(Enumerable.Range(1, 34), second => Assert.NotNull(settling.Look(At(second), 10, null).Wait));
        Assert.True(settling.Look(At(36), 10, null).Settled);
    }

    [Fact]
    public void A_count_that_grew_must_stand_still_for_a_flush_again()
    {
        var settling = new Settling(Rule);
        settling.Look(At(30), 10, null);
        settling.Look(At(38), 11, null);

        Assert.False(settling.Look(At(40), 11, null).Settled);
        Assert.True(settling.Look(At(43), 11, null).Settled);
    }

    [Fact]
    public void A_fence_that_is_missing_outweighs_a_steady_count()
    {
        var settling = new Settling(Rule);
        for (var second = 1; second < 55; second++) Assert.NotNull(settling.Look(At(second), 10, fence: false).Wait);

        var last = settling.Look(At(55), 10, fence: false);

        Assert.Null(last.Wait);
        Assert.False(last.Settled);
        Assert.Contains("fence", last.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_at_all_is_waited_for_to_the_end_and_never_settles()
    {
        var settling = new Settling(Rule);
        for (var second = 1; second < 55; second++) Assert.NotNull(settling.Look(At(second), 0, null).Wait);

        Assert.Equal(new SettleStep(null, false, "nothing came within 55 s after the end"), settling.Look(At(55), 0, null));
    }

    [Fact]
    public void A_run_that_ended_long_ago_is_not_waited_for() => Assert.True(new Settling(Rule).Look(At(3600), 0, null).Settled);

    [Fact]
    public void Whatever_is_seen_it_ends_in_time() => Prop.ForAll(
        Gen.Choose(0, 3).ArrayOf(60).ToArbitrary(),
        counts =>
        {
            var (settling, now) = (new Settling(Rule), At(0));
            foreach (var count in counts)
            {
                if (settling.Look(now, count, null).Wait is not { } pause) return now <= Rule.GiveUp;
                now = now.Add(pause);
            }

            return false;
        }).QuickCheckThrowOnFailure();

    private static UnixTime At(int seconds) => End.Add(TimeSpan.FromSeconds(seconds));
}
