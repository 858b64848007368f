using System.Text.Json;
using Fabrik.Core.Runs;
using Fabrik.Telemetry.Dialects;
using Fabrik.Telemetry.Model;

namespace Fabrik.Telemetry.Tests.Mapping;

public sealed class SpanMappingStepTests
{
    [Theory]
    [InlineData("fabrik.step.kind", "policy_eval", StepKind.PolicyEval)]
    [InlineData("langfuse.observation.type", "generation", StepKind.Model)]
    [InlineData("openinference.span.kind", "RERANKER", StepKind.Retrieval)]
    [InlineData("openinference.span.kind", "llm", StepKind.Model)]
    [InlineData("gen_ai.operation.name", "create_agent", StepKind.Agent)]
    [InlineData("ai.operationId", "ai.generateText", StepKind.Chain)]
    [InlineData("ai.operationId", "ai.generateText.doGenerate", StepKind.Model)]
    [InlineData("traceloop.span.kind", "task", StepKind.Chain)]
    [InlineData("llm.request.type", "embedding", StepKind.Embedding)]
    [InlineData("langsmith.span.kind", "parser", StepKind.Chain)]
    [InlineData("mlflow.spanType", "\"RETRIEVER\"", StepKind.Retrieval)]
    [InlineData("mcp.method.name", "tools/call", StepKind.Tool)]
    [InlineData("mcp.method.name", "tools/list", StepKind.Custom)]
    [InlineData("gen_ai.tool.name", "search", StepKind.Tool)]
    [InlineData("gen_ai.request.model", "m", StepKind.Model)]
    [InlineData("http.route", "/", StepKind.Span)]
    [InlineData("gen_ai.operation.name", "never heard of", StepKind.Span)]
    public void One_attribute_tells_the_kind(string attribute, string value, StepKind kind) =>
        Assert.Equal(kind, Some.Step(Some.Span(1, null, (attribute, value))).Kind);

    [Fact]
    public void Kinds_are_told_in_priority_order()
    {
        (string, object)[] order =
        [
            ("fabrik.step.kind", "fault"), ("langfuse.observation.type", "retriever"), ("openinference.span.kind", "EMBEDDING"), ("gen_ai.operation.name", "chat"),
            ("ai.operationId", "ai.toolCall"), ("traceloop.span.kind", "agent"), ("langsmith.span.kind", "chain"), ("gen_ai.tool.name", "t"), ("gen_ai.request.model", "m"),
        ];
        StepKind[] kinds =
            [StepKind.Fault, StepKind.Retrieval, StepKind.Embedding, StepKind.Model, StepKind.Tool, StepKind.Agent, StepKind.Chain, StepKind.Tool, StepKind.Model];
        for (var i = 0; i < order.Length; i++) Assert.Equal(kinds[i], Some.Step(Some.Span(1, null, order[i..])).Kind);
    }

    [Theory]
    [InlineData("retriever", "embeddings", StepKind.Retrieval)]
    [InlineData("prompt", "chat", StepKind.Prompt)]
    public void LangSmiths_own_word_for_retrievers_and_prompts_beats_its_GenAI_word(string runType, string operation, StepKind kind) =>
        Assert.Equal(kind, Some.Step(Some.Span(1, null, ("langsmith.span.kind", runType), ("gen_ai.operation.name", operation))).Kind);

    [Fact]
    public void A_span_that_speaks_two_dialects_gets_each_field_from_the_first_that_tells_it()
    {
        var step = Some.Step(Some.Span(
            1, null, ("openinference.span.kind", "LLM"), ("llm.model_name", "oi-model"), ("gen_ai.request.model", "genai-model"), ("llm.provider", "openai"), ("ai.model.id", "vercel-model")));
        Assert.Equal(("genai-model", "openai", $"otlp:openinference@{DialectTable.Current.Version}"), (step.Model, step.Provider, step.Provenance));
    }

    [Theory]
    [InlineData("GraphInterrupt", StepStatus.Interrupted)]
    [InlineData("langgraph.errors.NodeInterrupt", StepStatus.Interrupted)]
    [InlineData("langgraph.errors.ParentCommand", StepStatus.Interrupted)]
    [InlineData("GraphBubbleUp", StepStatus.Interrupted)]
    [InlineData("AbortError", StepStatus.Cancelled)]
    [InlineData("System.OperationCanceledException", StepStatus.Cancelled)]
    [InlineData("asyncio.exceptions.CancelledError", StepStatus.Cancelled)]
    [InlineData("content_filter", StepStatus.Ok)]
    [InlineData("TimeoutError", StepStatus.Error)]
    public void The_exception_tells_the_status(string type, StepStatus status)
    {
        var step = Some.Step(Some.Span(1, null, ("openinference.span.kind", "TOOL")).Failed(type));
        Assert.Equal(status, step.Status);
        Assert.Equal(status == StepStatus.Error, step.Error is not null);
    }

    [Fact]
    public void An_interrupt_is_no_error_even_where_the_error_type_says_otherwise()
    {
        var step = Some.Step(Some.Span(1, null, ("gen_ai.operation.name", "execute_tool"), ("error.type", "error")).Failed("GraphInterrupt", """[{"id":"i","value":{"a":1}}]"""));
        Assert.Equal(StepStatus.Interrupted, step.Status);
        using var payload = JsonDocument.Parse(step.Payload);
        Assert.Equal(1, payload.RootElement.GetProperty("interrupts")[0].GetProperty("value").GetProperty("a").GetInt32());
        Assert.False(payload.RootElement.TryGetProperty("error", out _));
    }

    [Fact]
    public void An_exception_that_was_handled_is_no_error()
    {
        var span = Some.Span(1, null, ("openinference.span.kind", "TOOL")).Failed("TimeoutError") with { Status = SpanStatusCode.Ok };
        Assert.Equal(StepStatus.Ok, Some.Step(span).Status);
    }

    [Theory]
    [InlineData("boom\n\nTypeError: boom\n    at f (a.js:1:2)", "TypeError", "boom")]
    [InlineData("a\n\nb: c\n\n\nMyError: a\n\nb: c\n\n    at f", "MyError", "a b: c")]
    [InlineData("ValueError('bad value')Traceback (most recent call last):\n  File", "ValueError", "bad value")]
    [InlineData("KeyError: 'x'", "KeyError", "'x'")]
    [InlineData("Note: nothing to see", "error", "Note: nothing to see")]
    [InlineData("", "error", "")]
    public void Class_and_message_are_taken_apart(string text, string type, string message) =>
        Assert.Equal(new StepError(type, message), Some.Step(Some.Span(1, null).Failed(null, text)).Error);

    [Fact]
    public void A_long_text_with_many_gaps_is_taken_apart_in_bounded_time()
    {
        var text = string.Concat(Enumerable.Repeat("a: a: \n\n", 20_000));
        Assert.Equal("error", Some.Step(Some.Span(1, null).Failed(null, text)).Error?.Type);
    }

    [Fact]
    public void Facts_of_a_span_are_kept_in_columns()
    {
        var facts = Some.Step(Some.Span(1, null, ("http.route", "/a/{b}"), ("db.system", "sqlite"), ("http.status_code", "503")) with { Kind = SpanKind.Server }).Span!;
        Assert.Equal(("/a/{b}", "sqlite", 503, SpanKind.Server), (facts.Route, facts.DbSystem, facts.HttpStatus, facts.Kind));
    }

    [Fact]
    public void Row_texts_are_one_line_and_bounded()
    {
        var step = Some.Step(Some.Span(1, null, ("openinference.span.kind", "TOOL"), ("tool.name", "a\u0000b\nc"), ("input.value", new string('x', 500))) with { Name = new string('n', 2000) });
        Assert.Equal("a b c", step.Tool);
        Assert.Equal(Step.PreviewLength, step.InputPreview!.Length);
        Assert.EndsWith("…", step.InputPreview);
        Assert.Equal(500, step.Name.Length);
    }

    [Fact]
    public void A_preview_never_cuts_a_surrogate_pair()
    {
        for (var n = 195; n < 203; n++)
        {
            var preview = Some.Step(Some.Span(1, null, ("openinference.span.kind", "TOOL"), ("input.value", new string('x', n) + "😀😀😀"))).InputPreview!;
            Assert.True(preview.Length <= Step.PreviewLength);
            Assert.DoesNotContain("\ufffd", System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(preview)));
        }
    }

    [Fact]
    public void Numbers_that_JSON_lacks_are_strings()
    {
        using var payload = JsonDocument.Parse(Some.Step(Some.Span(1, null, ("a", double.NaN), ("b", double.NegativeInfinity), ("c", AttributeValue.From([1, 2])))).Payload);
        var attributes = payload.RootElement.GetProperty("attributes");
        Assert.Equal(("NaN", "-Infinity", "AQI="), (attributes.GetProperty("a").GetString(), attributes.GetProperty("b").GetString(), attributes.GetProperty("c").GetString()));
    }

    [Fact]
    public void Broken_JSON_in_content_stays_text()
    {
        foreach (var text in new[] { "{\"a\":", "{'a': 1}", "[1,2", "{\"a\":1,\"a\":2}", "{\"a\":\"\\ud800\"}", "{\"\\ud800\":1,\"b\":2}", new string('[', 200) + new string(']', 200) })
        {
            using var payload = JsonDocument.Parse(Some.Step(Some.Span(1, null, ("openinference.span.kind", "CHAIN"), ("input.value", text))).Payload);
            Assert.Equal(text, payload.RootElement.GetProperty("input").GetString());
        }
    }

    [Fact]
    public void Messages_of_an_unknown_shape_stay_attributes()
    {
        using var payload = JsonDocument.Parse(Some.Step(Some.Span(1, null, ("gen_ai.operation.name", "chat"), ("gen_ai.input.messages", """[{"who":"me"}]"""))).Payload);
        Assert.False(payload.RootElement.TryGetProperty("messages", out _));
        Assert.Equal("me", payload.RootElement.GetProperty("attributes").GetProperty("gen_ai.input.messages")[0].GetProperty("who").GetString());
    }

    [Fact]
    public void Spans_above_a_model_call_do_not_count_its_tokens_again()
    {
        var step = Some.Step(Some.Span(1, null, ("gen_ai.operation.name", "invoke_agent"), ("gen_ai.request.model", "gpt-4o"), ("gen_ai.usage.input_tokens", 10), ("gen_ai.usage.output_tokens", 10)));
        Assert.Null(step.Usage);
        Assert.Null(step.Cost);
        Assert.Equal("gpt-4o", step.Model);
    }

    [Fact]
    public void A_tool_without_a_name_is_named_after_its_span()
    {
        Assert.Equal("grep", Some.Step(Some.Span(1, null, ("gen_ai.operation.name", "execute_tool")) with { Name = "execute_tool grep" }).Tool);
        Assert.Equal("grep", Some.Step(Some.Span(1, null, ("langfuse.observation.type", "tool")) with { Name = "grep" }).Tool);
    }
}
