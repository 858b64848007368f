using System.Text;
using Fabrik.Core.Scope;
using Fabrik.Core.Verdicts;
using Fabrik.Store.Evidence;
using Fabrik.Store.Verdicts;

namespace Fabrik.Store.Tests.Contract;

public abstract class VerdictsContract(IStoreFixture fixture) : StoreContract(fixture)
{
    private const string Kind = Some.LintKind;

    [Fact]
    public async Task A_verdict_comes_back_with_all_that_was_saved_of_it()
    {
        var verdict = Some.Verdict(R1) with
        {
            Service = "shop",
            Agent = "planner",
            Env = "prod",
            Fingerprint = "sha256:abc",
            Headline = "latency_ms.p95 420 ms over 350 ms",
            Report = Some.Json($$"""{"status":"fail","pad":"{{new string('x', 5000)}}"}"""),
        };

        Assert.Equal(SaveOutcome.Saved, await SaveAsync(verdict));

        var found = await Store.Verdicts.GetAsync(Scope, verdict.Id, Now);
        Assert.NotNull(found);
        Assert.Equal(Encoding.UTF8.GetString(verdict.Report.Span), Encoding.UTF8.GetString(found.Report.Span));
        Assert.Equal(verdict with { Report = default }, found with { Report = default });
        Assert.Null(await Store.Verdicts.GetAsync(Scope, Some.Verdict(R2).Id, Now));
    }

    [Fact]
    public async Task The_same_verdict_again_is_one_and_another_of_its_id_is_a_conflict()
    {
        var verdict = Some.Verdict(R1);
        Assert.Equal(SaveOutcome.Saved, await SaveAsync(verdict));
        Assert.Equal(SaveOutcome.Same, await SaveAsync(verdict with { CreatedAt = Some.At(60) }));
        Assert.Equal(SaveOutcome.Conflict, await SaveAsync(verdict with { Status = VerdictStatus.Pass }));
        Assert.Equal(SaveOutcome.Conflict, await SaveAsync(verdict with { Report = Some.Json("""{"status":"pass"}""") }));
        Assert.Equal(SaveOutcome.Conflict, await SaveAsync(verdict with { Run = null }));

        Assert.Equal([verdict with { Report = default }], await ListAsync(new VerdictQuery { Kind = Kind }));
    }

    [Fact]
    public async Task Many_who_save_the_same_at_once_save_it_once()
    {
        var verdict = Some.Verdict(R1);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => SaveAsync(verdict)));

        Assert.Equal(1, outcomes.Count(o => o == SaveOutcome.Saved));
        Assert.Equal(7, outcomes.Count(o => o == SaveOutcome.Same));
    }

    [Fact]
    public async Task Saving_raises_the_runs_revision_and_a_repetition_does_not()
    {
        await AppendAsync(Some.Group(R1, Some.Step("a")));
        var before = (await RunAsync(R1)).Revision;

        await SaveAsync(Some.Verdict(R1));
        var after = await RunAsync(R1);
        await SaveAsync(Some.Verdict(R1));

        Assert.True(after.Revision > before);
        Assert.Equal([R1], (await Store.Runs.ChangedAfterAsync(Scope, before, 10, Now)).Select(r => r.Id));
        Assert.Equal(after, await RunAsync(R1), (a, b) => a!.Revision == b!.Revision && a.Steps == b.Steps);
    }

    [Fact]
    public async Task A_run_that_is_not_here_can_be_judged_and_does_not_appear_by_it()
    {
        await SaveAsync(Some.Verdict(R1));

        Assert.Null(await Store.Runs.GetAsync(Scope, R1, Now));
        Assert.Equal(0, await Store.Runs.HeadRevisionAsync(Scope, Now));
        Assert.Equal([R1], (await LatestAsync(R1)).Keys);
    }

    [Fact]
    public async Task The_latest_is_the_newest_of_the_kind_on_each_run_that_has_one()
    {
        await SaveAsync(Some.Verdict(R1, "old", at: 1));
        await SaveAsync(Some.Verdict(R1, "new", VerdictStatus.Pass, at: 3));
        await SaveAsync(Some.Verdict(R1, "middle", at: 2));
        await SaveAsync(Some.Verdict(R1, "other judge", at: 9) with { Kind = "storm.gate" });
        await SaveAsync(Some.Verdict(R2, "second", at: 1));
        await SaveAsync(Some.Verdict(null, "no run", at: 9));

        var latest = await LatestAsync(R1, R2, RunId.Parse("none"), R1);

        Assert.Equal(["new", "second"], latest.OrderBy(l => l.Key).Select(l => l.Value.Summary));
        Assert.All(latest.Values, v => Assert.True(v.Report.IsEmpty));
        Assert.Empty(await LatestAsync());
    }

    [Fact]
    public async Task A_list_is_newest_first_and_every_filter_must_hold()
    {
        await SaveAsync(Some.Verdict(R1, "a", VerdictStatus.Pass, at: 1) with { Service = "shop", Agent = "x", Env = "prod" });
        await SaveAsync(Some.Verdict(R2, "b", VerdictStatus.Fail, at: 2) with { Service = "shop", Agent = "y", Env = "prod" });
        await SaveAsync(Some.Verdict(R1, "c", VerdictStatus.Inconclusive, at: 3) with { Service = "desk", Agent = "x", Env = "dev" });
        await SaveAsync(Some.Verdict(null, "d", VerdictStatus.Error, at: 4));
        await SaveAsync(Some.Verdict(R1, "elsewhere", at: 5) with { Kind = "storm.gate" });
        var all = new VerdictQuery { Kind = Kind };

        Assert.Equal("d c b a", await NamesAsync(all));
        Assert.Equal("c a", await NamesAsync(all with { Run = R1 }));
        Assert.Equal("b a", await NamesAsync(all with { Service = "shop" }));
        Assert.Equal("a", await NamesAsync(all with { Service = "shop", Agent = "x", Env = "prod" }));
        Assert.Equal("", await NamesAsync(all with { Service = "desk", Env = "prod" }));
        Assert.Equal("b", await NamesAsync(all with { Statuses = [VerdictStatus.Fail] }));
        Assert.Equal("d b", await NamesAsync(all with { Statuses = [VerdictStatus.Fail, VerdictStatus.Error] }));
        Assert.Equal("a", await NamesAsync(all with { Run = R1, Statuses = [VerdictStatus.Pass] }));
        Assert.Equal("c b", await NamesAsync(all with { Since = Some.At(2), Until = Some.At(4) }));
        Assert.Equal("elsewhere", await NamesAsync(new VerdictQuery { Kind = "storm.gate" }));
    }

    [Fact]
    public async Task Pages_hold_every_verdict_once_even_of_one_moment()
    {
        foreach (var i in Enumerable.Range(0, 7)) await SaveAsync(Some.Verdict(R1, $"v{i}", at: i / 3));
        var (seen, query) = (new List<VerdictId>(), new VerdictQuery { Kind = Kind, Run = R1, Limit = 2 });

        while (true)
        {
            var page = await Store.Verdicts.ListAsync(Scope, query, Now);
            seen.AddRange(page.Items.Select(v => v.Id));
            if (page.Next is null) break;
            query = query with { After = page.Next };
        }

        Assert.Equal(7, seen.Distinct().Count());
        Assert.Equal((await ListAsync(new VerdictQuery { Kind = Kind })).Select(v => v.Id), seen);
    }

    [Fact]
    public async Task Accepted_are_the_passes_of_a_fingerprint_that_are_the_last_word_on_their_run()
    {
        RunId Run(int i) => RunId.Parse($"base-{i}");
        StoredVerdict Of(int run, string summary, VerdictStatus status, double at) => Some.Verdict(Run(run), summary, status, at) with { Fingerprint = "fp" };
        await SaveAsync(Of(1, "one", VerdictStatus.Pass, 1));
        await SaveAsync(Of(2, "two", VerdictStatus.Pass, 2));
        await SaveAsync(Of(2, "two again", VerdictStatus.Pass, 3));
        await SaveAsync(Of(3, "passed first", VerdictStatus.Pass, 4));
        await SaveAsync(Of(3, "failed then", VerdictStatus.Fail, 5));
        await SaveAsync(Of(4, "failed", VerdictStatus.Fail, 6));
        await SaveAsync(Some.Verdict(Run(5), "another load", VerdictStatus.Pass, 7) with { Fingerprint = "other" });
        await SaveAsync(Some.Verdict(null, "no run", VerdictStatus.Pass, 8) with { Fingerprint = "fp" });

        var accepted = await Store.Verdicts.AcceptedAsync(Scope, Kind, "fp", 10, Now);

        Assert.Equal(["two again", "one"], accepted.Select(v => v.Summary));
        Assert.All(accepted, v => Assert.Equal(Some.Verdict(v.Run, v.Summary).Report.ToArray(), v.Report.ToArray()));
        Assert.Equal(["two again"], (await Store.Verdicts.AcceptedAsync(Scope, Kind, "fp", 1, Now)).Select(v => v.Summary));
        Assert.Empty(await Store.Verdicts.AcceptedAsync(Scope, "storm.gate", "fp", 10, Now));
    }

    [Fact]
    public async Task Hostile_texts_are_cleaned_and_found_again_and_a_report_without_end_is_refused()
    {
        var hostile = Some.Verdict(R1) with { Service = "' OR 1=1 --\0\uD800" + new string('x', 400), Summary = "a\0b", Headline = "\uD800" };
        await SaveAsync(hostile);

        var found = Assert.Single(await ListAsync(new VerdictQuery { Kind = Kind, Service = hostile.Service }));
        Assert.Equal(("a\uFFFDb", "\uFFFD"), (found.Summary, found.Headline));
        Assert.Equal(StoredText.Key(hostile.Service), found.Service);
        await Assert.ThrowsAsync<ArgumentException>(() => SaveAsync(Some.Verdict(R2) with { Report = new byte[StoredVerdict.MaxReportBytes + 1] }));
    }

    private Task<SaveOutcome> SaveAsync(StoredVerdict verdict) => Store.Verdicts.SaveAsync(Scope, verdict, Now);

    private Task<IReadOnlyDictionary<RunId, StoredVerdict>> LatestAsync(params RunId[] runs) => Store.Verdicts.LatestAsync(Scope, Kind, runs, Now);

    private async Task<IReadOnlyList<StoredVerdict>> ListAsync(VerdictQuery query) => (await Store.Verdicts.ListAsync(Scope, query, Now)).Items;

    private async Task<string> NamesAsync(VerdictQuery query) => string.Join(' ', (await ListAsync(query)).Select(v => v.Summary));
}
