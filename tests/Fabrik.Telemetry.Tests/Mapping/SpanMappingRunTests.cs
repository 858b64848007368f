using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Text;
using Fabrik.Telemetry.Model;

namespace Fabrik.Telemetry.Tests.Mapping;

public sealed class SpanMappingRunTests
{
    private static readonly (string, object) Agent = ("openinference.span.kind", "AGENT");
    private static readonly (string, object) Chain = ("openinference.span.kind", "CHAIN");
    private static readonly (string, object) Tool = ("openinference.span.kind", "TOOL");

    [Fact]
    public void A_run_named_by_any_span_takes_in_the_whole_trace()
    {
        var group = Some.Group(Some.Span(1, null, Chain), Some.Span(2, 1, Tool, ("run_id", "r-1")));
        Assert.Equal(RunId.Parse("r-1"), group.Run);
        Assert.Equal(2, group.Steps.Count);
        Assert.Equal(Some.Trace(1), group.Trace);
    }

    [Fact]
    public void The_roots_word_counts_most_and_another_name_is_foreign()
    {
        var group = Some.Group(Some.Span(2, 1, Tool, ("run_id", "other")), Some.Span(1, null, Chain, ("fabrik.run_id", "mine")));
        Assert.Equal("mine", group.Run?.Value);
        Assert.Equal("other", group.Steps[0].Span?.ForeignRunId);
        Assert.Null(group.Steps[1].Span?.ForeignRunId);
    }

    [Fact]
    public void A_span_outweighs_the_resources_of_the_others()
    {
        var shared = Some.Span(1, null, Chain) with { Resource = Some.Resource(("run_id", "process-wide")) };
        var group = Some.Group(shared, Some.Span(2, 1, Tool, ("run_id", "r-1")));
        Assert.Equal("r-1", group.Run?.Value);
        Assert.Equal("process-wide", group.Steps[0].Span?.ForeignRunId);
    }

    [Fact]
    public void Metadata_names_a_run_as_attributes_do()
    {
        Assert.Equal("r-1", Some.Group(Some.Span(1, null, Chain, ("metadata", """{"run_id":"r-1"}"""))).Run?.Value);
        Assert.Equal("r-2", Some.Group(Some.Span(1, null, Chain, ("langsmith.metadata.run_id", "r-2"))).Run?.Value);
    }

    [Theory]
    [InlineData("has blank")]
    [InlineData("")]
    [InlineData("../../etc")]
    public void What_is_no_run_id_names_no_run(string name) => Assert.Null(Some.Group(Some.Span(1, null, Chain, ("run_id", name))).Run);

    [Fact]
    public void Traces_are_groups_of_their_own_even_of_one_run()
    {
        var groups = Some.Mapping.Map([
            Some.Span(2, null, Chain, ("run_id", "r-1")) with { Trace = Some.Trace(2) },
            Some.Span(1, null, Chain, ("run_id", "r-1")),
        ]);
        Assert.Equal([Some.Trace(1), Some.Trace(2)], groups.Select(g => g.Trace!.Value));
        Assert.All(groups, g => Assert.Equal("r-1", g.Run?.Value));
    }

    [Fact]
    public void Infrastructure_alone_makes_no_run_and_no_end()
    {
        var group = Some.Group(Some.Span(1, null, ("http.route", "/")), Some.Span(2, 1, ("db.system", "redis")));
        Assert.False(group.MakesRun);
        Assert.Empty(group.Ends);
    }

    [Fact]
    public void A_parentless_chain_ends_the_run()
    {
        var group = Some.Group(Some.Span(1, null, Chain), Some.Span(2, 1, Tool));
        Assert.Equal([new RootEnd(Id(1), new RunEnd(RunStatus.Ok, Some.At(999), Declared: false))], group.Ends);
        Assert.Equal("span 1", group.Facts.Name);
    }

    [Fact]
    public void Without_its_root_a_run_does_not_end() => Assert.Empty(Some.Group(Some.Span(2, 1, Chain), Some.Span(3, 2, Tool)).Ends);

    [Fact]
    public void An_agent_under_infrastructure_ends_the_run_when_the_way_up_is_here()
    {
        var server = Some.Span(1, null, ("http.route", "/ask"));
        Assert.Equal(["2 ok"], Ends(server, Some.Span(2, 1, Agent)));
        Assert.Empty(Ends(server with { ParentSpanId = 9 }, Some.Span(2, 1, Agent)));
        Assert.Empty(Ends(server, Some.Span(2, 1, Tool)));
    }

    [Fact]
    public void Every_root_of_a_trace_brings_its_end()
    {
        var server = Some.Span(1, null, ("http.route", "/ask"));
        Assert.Equal(["2 ok", "3 failed"], Ends(server, Some.Span(2, 1, Agent), Some.Span(3, 1, Chain).Failed("ValueError")));
    }

    [Fact]
    public void An_agent_called_by_another_agent_over_http_ends_nothing()
    {
        Assert.Empty(Ends(Some.Span(1, 9, Agent), Some.Span(2, 1, ("http.request.method", "POST")), Some.Span(3, 2, Agent)));
    }

    [Fact]
    public void Parents_in_a_circle_end_nothing() => Assert.Empty(Ends(Some.Span(1, 2, ("a", "b")), Some.Span(2, 1, Agent), Some.Span(3, 3, Agent)));

    [Fact]
    public void The_roots_failure_is_the_runs()
    {
        var end = Assert.Single(Some.Group(Some.Span(1, null, Chain).Failed("ValueError", "bad input")).Ends).End;
        Assert.Equal(RunStatus.Failed, end.Status);
        Assert.Equal(new StepError("ValueError", "bad input"), end.Error);
    }

    [Fact]
    public void A_failed_tool_under_a_root_that_coped_is_no_failed_run()
    {
        var group = Some.Group(Some.Span(1, null, Chain), Some.Span(2, 1, Tool).Failed("ValueError"));
        Assert.Equal(RunStatus.Ok, Assert.Single(group.Ends).End.Status);
        Assert.Equal(StepStatus.Error, group.Steps[1].Status);
    }

    [Fact]
    public void A_child_that_pauses_says_so_of_its_parent_whether_or_not_that_is_here()
    {
        var (root, child) = (Some.Span(1, null, Chain), Some.Span(2, 1, Chain).Failed("GraphInterrupt"));
        Assert.Equal(["1 ok", "1 interrupted"], Ends(root, child));
        Assert.Equal(["1 ok"], Ends(root));
        var pause = Assert.Single(Some.Group(child).Ends);
        Assert.Equal(new RootEnd(Id(1), new RunEnd(RunStatus.Interrupted, child.EndedAt, Declared: false)), pause);
    }

    [Fact]
    public void A_root_that_pauses_itself_ends_interrupted_once() =>
        Assert.Equal(["1 interrupted"], Ends(Some.Span(1, null, Chain).Failed("GraphInterrupt")));

    [Fact]
    public void A_hand_over_to_the_parent_graph_does_not_end_the_run_interrupted()
    {
        var group = Some.Group(Some.Span(1, null, Chain), Some.Span(2, 1, Chain).Failed("ParentCommand"));
        Assert.Equal(StepStatus.Interrupted, group.Steps[1].Status);
        Assert.Equal(RunStatus.Ok, Assert.Single(group.Ends).End.Status);
    }

    [Fact]
    public void Facts_come_from_the_root_first_and_gaps_are_filled_by_others()
    {
        var facts = Some.Group(
            Some.Span(2, 1, Tool, ("session.id", "late"), ("agent.name", "helper"), ("gen_ai.agent.version", "3")),
            Some.Span(1, null, Chain, ("session.id", "s-1"), ("env", "prod"))).Facts;
        Assert.Equal(("s-1", "helper", "3", "prod"), (facts.SessionId, facts.Agent, facts.AgentVersion, facts.Env));
    }

    [Fact]
    public void Tags_are_scalars_of_the_roots_metadata_without_the_frameworks_own()
    {
        var facts = Some.Group(Some.Span(
            1, null, Chain, ("metadata", """{"tier":"gold","n":3,"deep":{"a":1},"langgraph_step":4,"thread_id":"t","run_id":"r","user_id":"anna"}"""), ("tag.tags", """["nightly","seq:step:1"]"""))).Facts;
        Assert.Equal(["n=3", "nightly=true", "tier=gold"], facts.Tags.Select(t => $"{t.Key}={t.Value}"));
        Assert.Equal("t", facts.SessionId);
    }

    [Fact]
    public void Tags_are_at_most_32()
    {
        var many = string.Join(',', Enumerable.Range(0, 200).Select(i => $"\"k{i}\":{i}"));
        Assert.Equal(32, Some.Group(Some.Span(1, null, Chain, ("metadata", $"{{{many}}}"))).Facts.Tags.Count);
    }

    [Fact]
    public void A_user_leaves_the_mapping_as_a_pseudonym_only()
    {
        var span = Some.Span(1, null, Chain, ("user.id", "anna@example.org"), ("metadata", """{"user_id":"anna@example.org","a":1}"""), ("langfuse.trace.metadata.user_id", "anna@example.org"));
        var named = Assert.Single(Some.Mapping.Map([span], _ => "u-1"));
        Assert.Equal("u-1", named.Facts.UserHash);
        Assert.DoesNotContain("anna", GroupText.Of([named]));
        Assert.Contains("u-1", System.Text.Encoding.UTF8.GetString(named.Steps[0].Payload.Span));

        var dropped = Some.Group(span);
        Assert.Null(dropped.Facts.UserHash);
        Assert.DoesNotContain("anna", GroupText.Of([dropped]));
    }

    [Fact]
    public void Raw_headers_are_never_kept()
    {
        var group = Some.Group(Some.Span(
            1, null, Chain, ("gen_ai.headers", "Bearer sk-1"), ("llm.headers", "Bearer sk-1"), ("langsmith.request.headers", "Bearer sk-1"), ("ai.request.headers.authorization", "Bearer sk-1")));
        Assert.DoesNotContain("sk-1", GroupText.Of([group]));
    }

    private static StepId Id(ulong span) => StepId.Parse(span.ToString("x16"));

    private static IEnumerable<string> Ends(params SpanRecord[] spans) =>
        Some.Group(spans).Ends.Select(e => $"{e.Root.Value.TrimStart('0')} {WireName.Of(e.End.Status)}");
}
