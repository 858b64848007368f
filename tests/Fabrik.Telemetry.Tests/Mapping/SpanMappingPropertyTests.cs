using System.Text.Json;
using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Telemetry.Dialects;
using Fabrik.Telemetry.Model;
using FsCheck;
using FsCheck.Fluent;

namespace Fabrik.Telemetry.Tests.Mapping;

/// <summary>Laws over spans that mix every attribute the table knows with values of every kind, sense or none.</summary>
public sealed class SpanMappingPropertyTests
{
    private static readonly string[] Fragments =
    [
        "", "LLM", "TOOL", "chat", "generation", "span", "ERROR", "\"quoted\"", "\"", "{}", "[]", "[[]]", "{\"a\":1}", "[1,{\"b\":[true,null]}]", "{'a': 1}", "{\"a\":\"\\ud800\"}", "{\"\\ud800\":1,\"b\":2}",
        "\ud800", "x\0y", "…", "[{\"role\":\"user\",\"content\":\"hi\"}]", "[{\"role\":\"assistant\",\"tool_calls\":[{\"function\":{\"name\":3}}]}]",
        "{\"messages\":[[{\"lc\":1,\"id\":[\"AIMessage\"],\"kwargs\":{\"content\":[{\"type\":\"text\"}]}}]]}", "{\"messages\":{\"messages\":{\"messages\":{}}}}",
        "[{\"role\":\"tool\",\"parts\":[{\"type\":\"tool_call_response\",\"id\":1,\"response\":{\"value\":[]}}]}]", "{\"output\":{\"lc\":1,\"id\":[],\"kwargs\":{}}}",
        "{\"__interrupt__\":[1]}", "{\"input\":\"{\\\"a\\\":1}\"}", "{\"input\":5,\"input_cached_tokens\":-1,\"output\":1e300}", "{\"total\":1e40}", "{\"total\":-1}", "12", "1e9", "NaN",
        "[{\"id\":\"i\",\"value\":1}]", "boom\n\nTypeError: boom", "GraphInterrupt", "langgraph.errors.ParentCommand", "run-1", "not a run",
    ];

    private static readonly string[] Suffixes = ["", "", "0.role", "0.content", "1.message.role", "0.message.tool_calls.0.tool_call.function.arguments", "0", "0.0.0", "a.b", "999999999999.x", ".", "user_id"];

    private static readonly Gen<string> Keys = Gen.OneOf(
        Gen.Elements([.. DialectTable.Current.Roles.Keys, .. DialectTable.Current.Dropped, "", "a", "exception.type"]),
        from prefix in Gen.Elements(DialectTable.Current.Families.Select(f => f.Prefix).ToArray())
        from suffix in Gen.Elements(Suffixes)
        select prefix + suffix);

    private static readonly Gen<AttributeValue> Scalars = Gen.OneOf(
        Gen.Elements(Fragments).Select(AttributeValue.From),
        ArbMap.Default.GeneratorFor<string>().Select(s => AttributeValue.From(s ?? "")),
        Gen.Elements(0L, 1L, 5L, -1L, 1000L, long.MaxValue, long.MinValue).Select(AttributeValue.From),
        ArbMap.Default.GeneratorFor<double>().Select(AttributeValue.From),
        ArbMap.Default.GeneratorFor<bool>().Select(AttributeValue.From),
        Gen.Constant(AttributeValue.From([1, 2, 255])),
        Gen.Constant(default(AttributeValue)));

    private static readonly Gen<AttributeValue> Values = Gen.OneOf(
        Scalars,
        Scalars,
        Scalars.ListOf(3).Select(l => AttributeValue.From([.. l])),
        Scalars.Select(v => AttributeValue.From(new AttributeMap([KeyValuePair.Create("role", v), KeyValuePair.Create("content", v), KeyValuePair.Create("role", v)]))),
        Scalars.Select(v => Enumerable.Range(0, 80).Aggregate(v, (inner, _) => AttributeValue.From([inner]))));

    private static readonly Gen<KeyValuePair<string, AttributeValue>> Entries = Keys.SelectMany(key => Values.Select(value => KeyValuePair.Create(key, value)));

    private static readonly Gen<AttributeMap> Maps =
        from size in Gen.Choose(0, 14)
        from entries in Entries.ListOf(size)
        select new AttributeMap([.. entries]);

    private static readonly Gen<AttributeMap> EventMaps =
        from text in Values
        from type in Values
        select new AttributeMap([
            KeyValuePair.Create("exception.message", text),
            KeyValuePair.Create("exception.type", type),
            KeyValuePair.Create("content", text),
            KeyValuePair.Create("gen_ai.event.content", type),
            KeyValuePair.Create("message", text),
        ]);

    private static readonly Gen<SpanEvent> Events =
        from name in Gen.Elements(
            "exception", "gen_ai.user.message", "gen_ai.tool.message", "gen_ai.choice", "gen_ai.content.prompt", GenAiDialect.DetailsEvent, "")
        from attributes in Gen.OneOf(Maps, EventMaps)
        select new SpanEvent(Some.At(1), name, attributes);

    private static readonly Gen<SpanRecord> Spans =
        from attributes in Maps
        from events in Gen.Choose(0, 3).SelectMany(n => Events.ListOf(n))
        from id in Gen.Choose(1, 12)
        from parent in Gen.Choose(0, 12)
        from trace in Gen.Choose(1, 3)
        from status in Gen.Elements(SpanStatusCode.Unset, SpanStatusCode.Ok, SpanStatusCode.Error)
        from message in Gen.Elements(Fragments)
        from resource in Maps
        select new SpanRecord
        {
            Trace = Some.Trace(trace),
            SpanId = (ulong)id,
            ParentSpanId = parent == 0 ? null : (ulong)parent,
            Name = message,
            Kind = SpanKind.Internal,
            StartedAt = Some.At(id),
            EndedAt = Some.At(id + 5),
            Status = status,
            StatusMessage = message,
            Attributes = attributes,
            Events = [.. events],
            Links = [new SpanLink(Some.Trace(9), 3, attributes)],
            Resource = new ResourceInfo(resource),
            Scope = new InstrumentationScope(message, message, AttributeMap.Empty),
        };

    private static readonly Arbitrary<SpanRecord[]> Batches = Gen.Choose(0, 8).SelectMany(n => Spans.ArrayOf(n)).ToArbitrary();

    private static void Holds(Action<SpanRecord[]> law) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Batches, law));

    [Fact]
    public void Every_span_becomes_one_step_and_every_payload_is_strict_JSON() => Holds(spans =>
    {
        var groups = Some.Mapping.Map(spans, user => "u-" + user.Length);
        Assert.Equal(spans.Length, groups.Sum(g => g.Steps.Count));
        Assert.Equal(spans.Select(s => s.Trace).Distinct().Count(), groups.Count);
        foreach (var step in groups.SelectMany(g => g.Steps))
        {
            using var payload = JsonDocument.Parse(step.Payload);
            Assert.Equal(JsonValueKind.Object, payload.RootElement.ValueKind);
            Read(payload.RootElement);
        }
    });

    [Fact]
    public void Row_texts_are_well_formed_and_bounded() => Holds(spans =>
    {
        foreach (var step in Some.Mapping.Map(spans).SelectMany(g => g.Steps))
        {
            foreach (var (text, limit) in new[]
            {
                (step.Name, 500), (step.InputPreview, 200), (step.OutputPreview, 200), (step.Model, 200), (step.Tool, 200), (step.ToolCallId, 200), (step.Provider, 200),
                (step.Agent, 200), (step.Env, 200), (step.Error?.Type, 200), (step.Error?.Message, 200), (step.Span!.Route, 200),
            })
            {
                if (text is null) continue;
                Assert.InRange(text.Length, 0, limit);
                Assert.DoesNotContain('\0', text);
                Assert.Equal(text, System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text)));
            }
        }
    });

    [Fact]
    public void Token_buckets_are_never_negative_and_cost_is_known_or_says_why() => Holds(spans =>
    {
        foreach (var step in Some.Mapping.Map(spans).SelectMany(g => g.Steps))
        {
            if (step.Usage is { } u) Assert.True(u is { Input: >= 0, CacheRead: >= 0, CacheWrite: >= 0, Output: >= 0, Reasoning: >= 0 });
            if (step.Kind is StepKind.Model or StepKind.Embedding) Assert.NotNull(step.Cost);
            if (step.Cost is { } cost) Assert.True(cost.Computed is null != cost.UnknownReason is null);
        }
    });

    [Fact]
    public void A_step_depends_on_its_span_alone() => Holds(spans =>
    {
        var together = Some.Mapping.Map(spans).SelectMany(g => g.Steps).Select(Text).Order(StringComparer.Ordinal);
        var alone = spans.Select(s => Text(Some.Step(s))).Order(StringComparer.Ordinal);
        Assert.Equal(alone, together);

        // Which names are foreign depends on the run the trace joined.
        static string Text(Step step) => GroupText.Of([new RunGroup { Trace = step.Span!.Trace, Steps = [step with { Span = step.Span with { ForeignRunId = null } }] }]);
    });

    [Fact]
    public void Inclusive_counts_sum_to_what_was_sent()
    {
        var counts =
            from input in Gen.Choose(0, 100_000)
            from read in Gen.Choose(0, input)
            from write in Gen.Choose(0, input - read)
            from output in Gen.Choose(0, 100_000)
            from reasoning in Gen.Choose(0, output)
            select (input, read, write, output, reasoning);
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(counts.ToArbitrary(), c =>
        {
            var usage = Some.Step(Some.Span(
                1, null, ("gen_ai.operation.name", "chat"), ("gen_ai.usage.input_tokens", c.input), ("gen_ai.usage.cache_read.input_tokens", c.read),
                ("gen_ai.usage.cache_creation.input_tokens", c.write), ("gen_ai.usage.output_tokens", c.output), ("gen_ai.usage.reasoning.output_tokens", c.reasoning))).Usage!.Value;
            Assert.Equal((c.input, c.output), (usage.TotalInput, usage.TotalOutput));
            Assert.Equal((c.read, c.write, c.reasoning), (usage.CacheRead, usage.CacheWrite, usage.Reasoning));
        }));
    }

    private static void Read(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.String) _ = json.GetString();
        if (json.ValueKind == JsonValueKind.Array) foreach (var item in json.EnumerateArray()) Read(item);
        if (json.ValueKind == JsonValueKind.Object) foreach (var property in json.EnumerateObject()) Read(property.Value);
    }
}
