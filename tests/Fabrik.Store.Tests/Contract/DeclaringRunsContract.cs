using Fabrik.Core.Runs;
using Fabrik.Core.Time;
using Fabrik.Store.Runs;

namespace Fabrik.Store.Tests.Contract;

public abstract class DeclaringRunsContract(IStoreFixture fixture) : StoreContract(fixture)
{
    private static readonly RunFacts Facts = new()
    {
        Name = "nightly",
        Service = "svc",
        Agent = "planner",
        AgentVersion = "1.2",
        Env = "prod",
        Release = "2026.2",
        SessionId = "thread-1",
        UserHash = "u-00",
        Tags = new Dictionary<string, string>(StringComparer.Ordinal) { ["team"] = "search", ["a"] = "" },
    };

    [Fact]
    public async Task A_declared_run_is_there_before_its_steps()
    {
        var declared = await Store.Runs.DeclareAsync(Scope, new RunDeclaration(R1, Facts, Some.At(5)), Now);

        Assert.Equal(DeclareOutcome.Created, declared.Outcome);
        var run = await RunAsync(R1);
        Assert.Equivalent(declared.Run, run, strict: true);
        Assert.Equal((RunStatus.Running, Some.At(5), null), (run.Status, run.StartedAt, run.LastSeenAt));
        Assert.Equal(Facts with { Tags = RunFacts.None.Tags }, run.Facts with { Tags = RunFacts.None.Tags });
        Assert.Equal(Facts.Tags.OrderBy(t => t.Key, StringComparer.Ordinal), run.Facts.Tags);
        Assert.Equal([R1.Value], await ListAsync(new RunQuery { Tags = Facts.Tags, Service = "svc", Statuses = [RunStatus.Running] }));
    }

    [Fact]
    public async Task Declaring_the_same_again_changes_nothing_and_otherwise_is_a_conflict()
    {
        var first = await Store.Runs.DeclareAsync(Scope, new RunDeclaration(R1, Facts, Some.Noon), Now);

        var same = await Store.Runs.DeclareAsync(Scope, new RunDeclaration(R1, Facts, Some.Noon), Now);
        var renamed = await Store.Runs.DeclareAsync(Scope, new RunDeclaration(R1, Facts with { Name = "daily" }, Some.Noon), Now);
        var moved = await Store.Runs.DeclareAsync(Scope, new RunDeclaration(R1, Facts, Some.At(1)), Now);

        Assert.Equal((DeclareOutcome.Same, first.Run.Revision), (same.Outcome, same.Run.Revision));
        Assert.Equal((DeclareOutcome.Conflict, "nightly"), (renamed.Outcome, renamed.Run.Facts.Name));
        Assert.Equal(DeclareOutcome.Conflict, moved.Outcome);
    }

    [Fact]
    public async Task A_declaration_without_a_start_starts_the_run_now_and_can_be_repeated()
    {
        var first = await Store.Runs.DeclareAsync(Scope, new RunDeclaration(R1, Facts, null), Now);
        var again = await Store.Runs.DeclareAsync(Scope, new RunDeclaration(R1, Facts, null), Now);

        Assert.Equal(UnixTime.Now(Fixture.Time), first.Run.StartedAt);
        Assert.Equal(DeclareOutcome.Same, again.Outcome);
    }

    [Fact]
    public async Task A_declaration_fills_in_what_a_run_that_steps_made_does_not_know()
    {
        await AppendAsync(new RunGroup { Run = R1, Facts = new RunFacts { Service = "seen", Tags = new Dictionary<string, string>(StringComparer.Ordinal) { ["team"] = "seen" } }, Steps = [Some.Step("a", at: 3)] });

        var declared = await Store.Runs.DeclareAsync(Scope, new RunDeclaration(R1, Facts, null), Now);

        Assert.Equal(DeclareOutcome.Created, declared.Outcome);
        Assert.Equal(("seen", "planner", "seen", ""), (declared.Run.Facts.Service, declared.Run.Facts.Agent, declared.Run.Facts.Tags["team"], declared.Run.Facts.Tags["a"]));
        Assert.Equal(Some.At(3), declared.Run.StartedAt);
    }

    [Fact]
    public async Task The_earlier_of_the_declared_and_the_seen_start_counts()
    {
        await Store.Runs.DeclareAsync(Scope, new RunDeclaration(R1, Facts, Some.At(5)), Now);
        await AppendAsync(Some.Group(R1, Some.Step("a", at: 9)));
        Assert.Equal(Some.At(5), (await RunAsync(R1)).StartedAt);

        await AppendAsync(Some.Group(R1, Some.Step("b", at: 2)));
        Assert.Equal(Some.At(2), (await RunAsync(R1)).StartedAt);
    }

    [Fact]
    public async Task Later_facts_fill_gaps_and_add_tags_but_overwrite_nothing()
    {
        await AppendAsync(new RunGroup { Run = R1, Facts = new RunFacts { Env = "prod", Tags = Tag("a", "1") }, Steps = [Some.Step("a")] });
        await AppendAsync(new RunGroup { Run = R1, Facts = new RunFacts { Env = "dev", Agent = "x", Tags = Tag("a", "2") }, Steps = [] });
        await AppendAsync(new RunGroup { Run = R1, Facts = new RunFacts { Tags = Tag("b", "3") }, Steps = [] });

        var facts = (await RunAsync(R1)).Facts;
        Assert.Equal(("prod", "x", "1", "3"), (facts.Env, facts.Agent, facts.Tags["a"], facts.Tags["b"]));
        Assert.Empty(await ListAsync(new RunQuery { Env = "dev" }));
        Assert.Equal([R1.Value], await ListAsync(new RunQuery { Tags = Tag("b", "3"), Agent = "x" }));
    }

    private static Dictionary<string, string> Tag(string key, string value) => new(StringComparer.Ordinal) { [key] = value };
}
