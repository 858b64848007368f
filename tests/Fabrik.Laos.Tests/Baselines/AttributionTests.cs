using Fabrik.Core.Runs;
using Fabrik.Laos.Baselines;
using Fabrik.Laos.Baselines.Attributing;
using Fabrik.Laos.Config;
using Fabrik.Laos.Evidence;

namespace Fabrik.Laos.Tests.Baselines;

public sealed class AttributionTests
{
    [Fact]
    public void A_planted_slow_span_comes_first_with_its_self_time_and_a_trace()
    {
        var attribution = Compare(Requests("run", query: 30), Requests("base", query: 20));

        var first = attribution.Spans[0];
        Assert.Equal("SELECT users", first.Name);
        Assert.Equal((10, 1000, 100, 100), (first.SelfDelta, first.TotalDelta, first.CountRun, first.CountBaseline));
        Assert.NotNull(first.Trace);

        // The request itself takes ten milliseconds longer, but not by itself.
        Assert.DoesNotContain(attribution.Spans, s => s.Name == "GET /cart");
    }

    [Fact]
    public void A_span_that_is_called_more_often_counts_though_each_takes_as_long()
    {
        var span = Compare(Requests("run", queries: 3), Requests("base", queries: 1)).Spans[0];
        Assert.Equal(("SELECT users", 0, 300, 100), (span.Name, span.SelfDelta, span.CountRun, span.CountBaseline));
        Assert.Equal(4000, span.TotalDelta, 1e-6);
    }

    [Fact]
    public void Twice_the_requests_are_not_a_regression_of_their_spans()
    {
        SpanSample[] once = [.. Requests("base").Spans.Take(100)], twice = [.. Requests("run").Spans];
        Assert.Empty(Compare(SomeRuns.Of("run", twice), SomeRuns.Of("base", once)).Spans);
    }

    [Fact]
    public void Overlapping_children_cover_their_parent_once()
    {
        var run = SomeRuns.Of(
            "run",
            SomeRuns.Request(0, 100),
            SomeRuns.Span(1, "a", 30, parent: 0, startsAfter: 10),
            SomeRuns.Span(2, "b", 30, parent: 0, startsAfter: 20),
            SomeRuns.Span(3, "c", 50, parent: 0, startsAfter: 90));

        // 10..50 and 90..100 are covered: 50 of 100.
        Assert.Equal(-50, Compare(SomeRuns.Of("other", SomeRuns.Request(0, 100)), run).Spans.Single(s => s.Name == "GET /cart").SelfDelta * -1, 1e-9);
    }

    [Fact]
    public void Routes_are_ranked_by_count_times_change()
    {
        var run = SomeRuns.Of("run", [.. Enumerable.Range(0, 100).Select(i => SomeRuns.Request(i, 60)), SomeRuns.Request(100, 900, route: "/rare"), SomeRuns.Request(101, 5, route: "/new")]);
        var baseline = SomeRuns.Of("base", [.. Enumerable.Range(0, 100).Select(i => SomeRuns.Request(i, 50)), SomeRuns.Request(100, 400, route: "/rare")]);

        var routes = Compare(run, baseline).Routes;

        Assert.Equal(["/cart", "/rare", "/new"], routes.Select(r => r.Name));
        Assert.Equal((60, 50, 10), (routes[0].P95Run, routes[0].P95Baseline, routes[0].Delta));
        Assert.Equal((5, null), (routes[2].P95Run, routes[2].P95Baseline));
    }

    [Fact]
    public void Errors_are_new_gone_more_or_fewer_and_what_chance_explains_is_left_out()
    {
        var run = SomeRuns.Of("run", [.. Failing(("new", 3), ("more", 60), ("fewer", 5), ("steady", 22))]);
        var baseline = SomeRuns.Of("base", [.. Failing(("gone", 4), ("more", 5), ("fewer", 60), ("steady", 20))]);

        var errors = Compare(run, baseline).Errors;

        Assert.Equal(
            [("fewer: x", ErrorChange.Fewer), ("more: x", ErrorChange.More), ("gone: x", ErrorChange.Gone), ("new: x", ErrorChange.New)],
            errors.Select(e => (e.Title, e.Change)));
        Assert.All(errors, e => Assert.NotNull(e.Trace));
    }

    [Fact]
    public void A_tracker_s_own_groups_are_taken_where_there_are_some()
    {
        var run = SomeRuns.Of("run", SomeRuns.Request(0, 10, failed: true));
        var errors = Compare(run with { Errors = [new ErrorGroup("Tracked", 9, run.Since)] }, SomeRuns.Of("base", SomeRuns.Request(0, 10))).Errors;
        Assert.Equal(("Tracked", 9), (Assert.Single(errors).Title, errors[0].CountRun));
    }

    [Fact]
    public void Functions_are_compared_only_where_both_sides_have_a_profile()
    {
        var (run, baseline) = (SomeRuns.Of("run", SomeRuns.Request(0, 10)), SomeRuns.Of("base", SomeRuns.Request(0, 10)));
        var hot = run with { Profiles = new ProfileSample(["cpu"], [new("parse", 0.6, 6, "s"), new("sort", 0.1, 1, "s")]) };

        Assert.Empty(Compare(hot, baseline).Functions);
        var function = Compare(hot, baseline with { Profiles = new ProfileSample(["cpu"], [new("parse", 0.2, 2, "s"), new("sort", 0.1, 1, "s")]) }).Functions;
        Assert.Equal(("parse", 0.6, 0.2), (Assert.Single(function).Name, function[0].ShareRun, function[0].ShareBaseline));
    }

    private static RunEvidence Requests(string id, double query = 20, int queries = 1) => SomeRuns.Of(
        id,
        [
            .. Enumerable.Range(0, 100).SelectMany(i => Enumerable.Range(0, queries)
                .Select(q => SomeRuns.Span(1000 + (i * 10) + q, "SELECT users", query, parent: i, startsAfter: 5 + (q * query), database: true))
                .Prepend(SomeRuns.Request(i, 30 + (query * queries)))),
        ]);

    private static IEnumerable<SpanSample> Failing(params (string Type, int Count)[] errors)
    {
        var index = 0;
        foreach (var (type, count) in errors)
        {
            for (var i = 0; i < count; i++) yield return SomeRuns.Request(index++, 10) with { Error = new StepError(type, "x") };
        }

        while (index < 500) yield return SomeRuns.Request(index++, 10);
    }

    private static Attribution Compare(RunEvidence run, RunEvidence baseline) =>
        RunComparer.Compare([run], [baseline], new BaselineConfig(), new FailureDetailsConfig { TopErrors = 10 }).Attribution;
}
