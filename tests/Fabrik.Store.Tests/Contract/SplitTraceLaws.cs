using FsCheck;
using FsCheck.Fluent;
using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Store.Runs;
using Fabrik.Telemetry.Dialects;
using Fabrik.Telemetry.Mapping;
using Fabrik.Telemetry.Model;
using Fabrik.Telemetry.Pricing;

namespace Fabrik.Store.Tests.Contract;

/// <summary>
/// However the spans of a session's traces are cut into requests, and in whatever order the spans of one trace come: the same
/// traces make the same runs, which end the same way. Traces come one after another, as a resume follows its pause.
/// </summary>
public abstract class SplitTraceLaws(IStoreFixture fixture) : StoreContract(fixture)
{
    private const int Cases = 60;

    private static readonly SpanMapping Mapping = new(DialectTable.Current, PriceBook.Embedded, ScopeKeys.Default);
    private static readonly ResourceInfo Resource = new(Attributes(("service.name", "svc")));

    private int _projects;

    [Fact]
    public void Any_split_of_the_same_spans_gives_the_same_runs_and_ends() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int>(), ArbMap.Default.ArbFor<int>(), (traces, split) => HoldsAsync(traces, split).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Cases));

    private async Task<bool> HoldsAsync(int seed, int splitSeed)
    {
        var random = new Random(seed);
        var traces = Enumerable.Range(1, 1 + random.Next(3)).Select(number => TraceOf(random, number)).ToList();
        var atOnce = await RunsAsync([[.. traces.SelectMany(t => t)]]);

        var split = new Random(splitSeed);
        var batches = new List<List<SpanRecord>> { new() };
        foreach (var span in traces.SelectMany(t => Shuffled(split, t)))
        {
            if (split.Next(2) == 0) batches.Add([]);
            batches[^1].Add(span);
        }

        Assert.Equal(atOnce, await RunsAsync(batches));
        return true;
    }

    // A root without parent, under it graphs and tools at any depth; what pauses is swallowed above or not. Ends are often equal.
    private static List<SpanRecord> TraceOf(Random random, int number)
    {
        var start = number * 1000;
        var spans = new List<SpanRecord> { Span(random, number, 1, null, start, start + 10) };
        var size = random.Next(1, 8);
        for (var id = 2; id <= size; id++)
        {
            var parent = spans[random.Next(spans.Count)];
            var end = start + random.Next(8, 11);
            spans.Add(Span(random, number, id, parent.SpanId, start + 1, end));
        }

        return spans;
    }

    private static SpanRecord Span(Random random, int trace, int id, ulong? parent, int start, int end)
    {
        var thrown = random.Next(4) switch { 0 => "GraphInterrupt", 1 when random.Next(2) == 0 => "ValueError", 2 when random.Next(3) == 0 => "AbortError", _ => null };
        return new SpanRecord
        {
            Trace = Some.Trace((uint)trace),
            SpanId = (ulong)((trace * 100) + id),
            ParentSpanId = parent,
            Name = $"span {id}",
            Kind = SpanKind.Internal,
            StartedAt = Some.At(start),
            EndedAt = Some.At(end),
            Status = thrown is null ? SpanStatusCode.Ok : SpanStatusCode.Error,
            Attributes = Attributes(("openinference.span.kind", random.Next(2) == 0 && parent is not null ? "TOOL" : "CHAIN"), ("session.id", "thread-1")),
            Events = thrown is null ? [] : [new SpanEvent(Some.At(end), "exception", Attributes(("exception.type", thrown), ("exception.message", "why")))],
            Resource = Resource,
            Scope = InstrumentationScope.Empty,
        };
    }

    private static AttributeMap Attributes(params (string Key, string Value)[] attributes) =>
        new([.. attributes.Select(a => KeyValuePair.Create(a.Key, AttributeValue.From(a.Value)))]);

    private static SpanRecord[] Shuffled(Random random, List<SpanRecord> spans)
    {
        SpanRecord[] shuffled = [.. spans];
        random.Shuffle(shuffled);
        return shuffled;
    }

    private async Task<string> RunsAsync(List<List<SpanRecord>> batches)
    {
        var scope = Scope with { Project = ProjectId.Parse($"p{_projects++}") };
        await Store.Control.CreateProjectAsync(scope.Tenant, scope.Project, "a case", Now);
        foreach (var batch in batches)
            await Store.Ingest.AppendAsync(scope.Tenant, [Some.Batch([.. Mapping.Map(batch)]) with { Project = scope.Project }], Now);

        var lines = new List<string>();
        foreach (var run in (await Store.Runs.ListAsync(scope, new RunQuery { Limit = RunQuery.MaxLimit }, Now)).Items)
        {
            var steps = (await AllAsync(Store.Runs.ExportAsync(scope, run.Id, Now)))
                .Select(s => $"{s.Step.Span!.Trace}/{s.Step.Id}").Order(StringComparer.Ordinal);
            lines.Add($"{run.Id} {run.Status} {run.EndedAt} {run.Error}: {string.Join(' ', steps)}");
        }

        return string.Join('\n', lines);
    }
}
