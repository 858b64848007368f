using FsCheck;
using FsCheck.Fluent;
using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Store.Runs;

namespace Fabrik.Store.Tests.Contract;

/// <summary>However the same steps are split, ordered and repeated on their way in, the runs come out the same.</summary>
public abstract class RunSummaryLaws(IStoreFixture fixture) : StoreContract(fixture)
{
    private const int Cases = 60;

    private int _projects;

    [Fact]
    public void Any_split_order_and_repetition_of_the_same_steps_gives_the_same_runs() =>
        Prop.ForAll(Genes(), Genes(), (steps, shuffle) => HoldsAsync(steps, shuffle).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Cases));

    private static Arbitrary<int[]> Genes() => ArbMap.Default.ArbFor<int[]>();

    private async Task<bool> HoldsAsync(int[] genes, int[] shuffle)
    {
        var groups = genes.Select(GroupOf).ToList();
        var atOnce = await WriteAsync([groups]);

        // The shuffle's genes order the groups, repeat some of them and cut the whole into batches.
        var order = groups.Select((g, i) => (Group: g, Key: Gene(shuffle, i))).OrderBy(x => x.Key).Select(x => x.Group).ToList();
        order.AddRange(groups.Where((_, i) => Gene(shuffle, i) % 3 == 0));
        var batches = new List<List<RunGroup>> { new() };
        foreach (var (group, i) in order.Select((g, i) => (g, i)))
        {
            if (Gene(shuffle, i) % 2 == 0) batches.Add([]);
            batches[^1].Add(group);
        }

        var piecemeal = await WriteAsync(batches);
        Assert.Equivalent(await SummariesAsync(atOnce), await SummariesAsync(piecemeal), strict: true);
        await AssertSumsAsync(piecemeal);
        return true;
    }

    // Work 0 is one trace that some groups name, work 1 one that nobody names, work 2 is sent by name alone.
    private static RunGroup GroupOf(int gene, int index)
    {
        var random = new Random(gene);
        var work = random.Next(3);
        var trace = Some.Trace((uint)work + 1);
        var kind = (StepKind)random.Next(Enum.GetValues<StepKind>().Length);
        var step = Some.Step($"s{index}", kind, at: random.Next(-50, 50), took: random.Next(4) == 0 ? null : random.Next(20)) with
        {
            Status = random.Next(3) == 0 ? StepStatus.Error : StepStatus.Ok,
            Tool = random.Next(2) == 0 ? $"t{random.Next(4)}" : null,
            Model = random.Next(2) == 0 ? $"m{random.Next(3)}" : null,
            Usage = random.Next(2) == 0 ? new TokenUsage(random.Next(9), 1, random.Next(9), 2, 0) : null,
            Cost = random.Next(2) == 0 ? new StepCost(new Usd(random.Next(1000)), null, "v1", null) : null,
            Redactions = random.Next(2),
        };
        if (work < 2) step = step with { Span = new SpanFacts { Trace = trace, Kind = SpanKind.Internal } };
        return new RunGroup
        {
            Run = work == 2 || (work == 0 && random.Next(3) == 0) ? RunId.Parse($"named-{work}") : null,
            Trace = work < 2 ? trace : null,
            Facts = new RunFacts { Service = $"svc{work}", Tags = new Dictionary<string, string>(StringComparer.Ordinal) { ["work"] = $"{work}" } },
            Ends = random.Next(3) == 0 ? [Some.End((RunStatus)random.Next(1, 5), random.Next(100), root: $"root{random.Next(2)}")] : [],
            Steps = [step],
        };
    }

    private static int Gene(int[] genes, int index) => genes.Length == 0 ? 0 : Math.Abs(genes[index % genes.Length] % 997) + (index % 7);

    private async Task<ProjectScope> WriteAsync(List<List<RunGroup>> batches)
    {
        var scope = Scope with { Project = ProjectId.Parse($"p{_projects++}") };
        await Store.Control.CreateProjectAsync(scope.Tenant, scope.Project, "a case", Now);
        foreach (var batch in batches)
            await Store.Ingest.AppendAsync(scope.Tenant, [Some.Batch([.. batch]) with { Project = scope.Project }], Now);
        return scope;
    }

    // Lateness and revisions tell of the order of arrival: they are what may differ.
    private async Task<List<object>> SummariesAsync(ProjectScope scope)
    {
        var runs = (await Store.Runs.ListAsync(scope, new RunQuery { Limit = RunQuery.MaxLimit }, Now)).Items;
        var summaries = new List<object>();
        foreach (var run in runs)
        {
            var steps = (await AllAsync(Store.Runs.ExportAsync(scope, run.Id, Now))).Select(s => s.Step.Id.Value).Order(StringComparer.Ordinal);
            summaries.Add(new { Run = run with { Project = ProjectId.Default, LateSteps = 0, Revision = 0 }, Steps = steps.ToList() });
        }

        var facets = await Store.Runs.FacetsAsync(scope, Now);
        summaries.Add(facets);
        return summaries;
    }

    private async Task AssertSumsAsync(ProjectScope scope)
    {
        foreach (var run in (await Store.Runs.ListAsync(scope, new RunQuery { Limit = RunQuery.MaxLimit }, Now)).Items)
        {
            var steps = await AllAsync(Store.Runs.ExportAsync(scope, run.Id, Now));
            var own = steps.Where(s => s.Step.Kind != StepKind.Span).Select(s => s.Step).ToList();
            Assert.Equal(own.Count, run.Steps);
            Assert.Equal(steps.Count - own.Count, run.Spans);
            Assert.Equal(own.Count(s => s.Kind is StepKind.Model or StepKind.Embedding), run.ModelCalls);
            Assert.Equal(own.Count(s => s.Kind is StepKind.Model or StepKind.Embedding && s.Cost is null), run.UnpricedCalls);
            Assert.Equal(own.Count(s => s.Kind == StepKind.Tool), run.ToolCalls);
            Assert.Equal(own.Count(s => s.Status == StepStatus.Error), run.Errors);
            Assert.Equal(steps.Count(s => s.Late), run.LateSteps);
            Assert.Equal(steps.Sum(s => s.Step.Redactions), run.Redactions);
            Assert.Equal(steps.Aggregate(default(TokenUsage), (sum, s) => sum + (s.Step.Usage ?? default)), run.Usage);
            Assert.Equal(steps.Sum(s => s.Step.Cost?.Computed?.Pico ?? 0), run.Cost.Pico);
            Assert.Equal(own.Select(s => s.Tool).OfType<string>().Distinct().Order(StringComparer.Ordinal), run.Tools);
            Assert.Equal(own.Select(s => s.Model).OfType<string>().Distinct().Order(StringComparer.Ordinal), run.Models);
            if (steps.Count > 0) Assert.Equal(steps.Min(s => s.Step.StartedAt), run.StartedAt);
            if (steps.Count > 0) Assert.Equal(steps.Max(s => s.Step.EndedAt ?? s.Step.StartedAt), run.LastSeenAt);
        }
    }
}
