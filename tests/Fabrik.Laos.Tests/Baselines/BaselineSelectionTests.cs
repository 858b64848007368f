using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Baselines;
using Fabrik.Laos.Config;

namespace Fabrik.Laos.Tests.Baselines;

public sealed class BaselineSelectionTests
{
    private static readonly BaselineCandidate Run = Candidate("run", 100);

    [Fact]
    public void The_last_accepted_runs_of_the_same_fingerprint_are_taken_newest_first()
    {
        var choice = BaselineSelection.Choose(
            new BaselineConfig { Last = 2 },
            Run,
            [
                Candidate("old", 1), Candidate("older", 0), Candidate("newest", 90), Candidate("other", 95, "other"), Candidate("failed", 96, verdict: VerdictStatus.Fail),
                Candidate("unsure", 97, verdict: VerdictStatus.Inconclusive), Candidate("later", 101), Run,
            ]);

        Assert.Equal(["newest", "old"], choice.Runs.Select(r => r.Value));
        Assert.Null(choice.Reason);
    }

    [Fact]
    public void Too_few_are_said()
    {
        var choice = BaselineSelection.Choose(new BaselineConfig(), Run, [Candidate("a", 1)]);
        Assert.Equal("1 of 10 accepted runs with the fingerprint of run", choice.Reason);
        Assert.Single(choice.Runs);
    }

    [Fact]
    public void A_run_without_fingerprint_has_no_like_among_others_without_one()
    {
        var choice = BaselineSelection.Choose(new BaselineConfig(), Candidate("run", 100, null), [Candidate("a", 1, null)]);
        Assert.Empty(choice.Runs);
        Assert.Contains("no fingerprint", choice.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_chosen_run_is_taken_whatever_its_verdict()
    {
        Assert.Equal("golden-1", Assert.Single(BaselineSelection.Choose(new BaselineConfig { Run = "golden-1" }, Run, []).Runs).Value);
        Assert.Contains("is not a run id", BaselineSelection.Choose(new BaselineConfig { Run = "*" }, Run, []).Reason, StringComparison.Ordinal);
    }

    private static BaselineCandidate Candidate(string id, long at, string? fingerprint = "same", VerdictStatus verdict = VerdictStatus.Pass) =>
        new(RunId.Parse(id), fingerprint, verdict, UnixTime.FromNanoseconds(at));
}
