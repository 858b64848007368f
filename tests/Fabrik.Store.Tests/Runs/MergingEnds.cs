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

        Assert.Equal(declared, EndMerge.Of(Some.End(RunStatus.Failed, 99), declared));
    }

    [Fact]
    public void A_failure_counts_before_a_success_at_the_same_instant() =>
        Assert.Equal(RunStatus.Failed, EndMerge.Of(Some.End(RunStatus.Ok, 5), Some.End(RunStatus.Failed, 5))!.Status);

    private static Arbitrary<RunEnd> Ends() => (
        from status in Gen.Elements(RunStatus.Ok, RunStatus.Failed, RunStatus.Interrupted, RunStatus.Cancelled)
        from at in Gen.Choose(0, 3)
        from declared in Gen.Elements(true, false)
        from error in Gen.Elements(null, new StepError("A", ""), new StepError("A", "b"), new StepError("B", ""))
        select new RunEnd(status, Some.At(at), declared, error)).ToArbitrary();
}
