using FsCheck;
using FsCheck.Fluent;
using Fabrik.Core.Runs;
using Fabrik.Store.Runs;

namespace Fabrik.Store.Tests.Runs;

public sealed class MergingEnds
{
    [Fact]
    public void The_order_of_arrival_plays_no_part() =>
        Prop.ForAll(Ends(), Ends(), Ends(), (a, b, c) =>
            EndMerge.Of(a, b) == EndMerge.Of(b, a)
            && EndMerge.Of(EndMerge.Of(a, b), c) == EndMerge.Of(a, EndMerge.Of(b, c))
            && EndMerge.Of(a, a) == a
            && EndMerge.Of(a, null) == a).QuickCheckThrowOnFailure();

    [Fact]
    public void A_declared_end_counts_before_a_later_one()
    {
        var declared = new RunEnd(RunStatus.Ok, Some.At(1), Declared: true);

        Assert.Equal(declared, EndMerge.Of(Some.End(RunStatus.Failed, 99).End, declared));
    }

    [Fact]
    public void A_failure_counts_before_a_success_at_the_same_instant() =>
        Assert.Equal(RunStatus.Failed, EndMerge.Of(Some.End(RunStatus.Ok, 5).End, Some.End(RunStatus.Failed, 5).End)!.Status);

    [Fact]
    public void What_goes_on_at_the_instant_of_a_pause_counts_before_it() =>
        Assert.Equal(RunStatus.Ok, EndMerge.Of(Some.End(RunStatus.Ok, 5).End, Some.End(RunStatus.Interrupted, 5).End)!.Status);

    [Fact]
    public void What_is_known_of_one_root_adds_up_in_any_order() =>
        Prop.ForAll(RootEnds(), RootEnds(), RootEnds(), (a, b, c) =>
            EndMerge.OfRoot(a, b) == EndMerge.OfRoot(b, a)
            && EndMerge.OfRoot(EndMerge.OfRoot(a, b), c) == EndMerge.OfRoot(a, EndMerge.OfRoot(b, c))
            && EndMerge.OfRoot(a, a) == a).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(3, 9)]
    [InlineData(9, 9)]
    [InlineData(11, 11)]
    public void A_pause_under_a_root_takes_the_place_of_its_success_at_the_later_time(int pausedAt, int expected) =>
        Assert.Equal(Some.End(RunStatus.Interrupted, expected).End, EndMerge.OfRoot(Some.End(RunStatus.Ok, 9).End, Some.End(RunStatus.Interrupted, pausedAt).End));

    [Theory]
    [InlineData(RunStatus.Failed)]
    [InlineData(RunStatus.Cancelled)]
    public void A_failed_or_cancelled_root_stands_against_a_later_pause_under_it(RunStatus status) =>
        Assert.Equal(Some.End(status, 5).End, EndMerge.OfRoot(Some.End(RunStatus.Interrupted, 9).End, Some.End(status, 5).End));

    // Only a failure has an error.
    private static Arbitrary<RunEnd> RootEnds() =>
        Ends().Generator.Select(e => e with { Declared = false, Error = e.Status == RunStatus.Failed ? e.Error : null }).ToArbitrary();

    private static Arbitrary<RunEnd> Ends() => (
        from status in Gen.Elements(RunStatus.Ok, RunStatus.Failed, RunStatus.Interrupted, RunStatus.Cancelled)
        from at in Gen.Choose(0, 3)
        from declared in Gen.Elements(true, false)
        from error in Gen.Elements(null, new StepError("A", ""), new StepError("A", "b"), new StepError("B", ""))
        select new RunEnd(status, Some.At(at), declared, error)).ToArbitrary();
}
