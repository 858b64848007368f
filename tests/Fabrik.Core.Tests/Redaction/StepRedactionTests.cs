using System.Text;
using System.Text.Json;
using Fabrik.Core.Redaction;
using Fabrik.Core.Runs;
using Fabrik.Core.Scope;

namespace Fabrik.Core.Tests.Redaction;

public sealed class StepRedactionTests
{
    private static readonly Step Plain = new()
    {
        Id = StepId.Parse("s1"),
        Kind = StepKind.Tool,
        Name = "search",
        Status = StepStatus.Ok,
        StartedAt = default,
        ToolCallId = "call_vCbvGXXHqT4wT5XvLxQzVNbA",
        Model = "gpt-4o-mini",
        InputPreview = "what is the weather",
        Provenance = "rest",
        Payload = """{"input":"what is the weather"}"""u8.ToArray(),
    };

    [Fact]
    public void A_step_without_secrets_keeps_its_payload_and_texts()
    {
        var step = StepRedaction.Apply(Plain, Redacting.Redactor);
        Assert.Equal(Plain, step);
        Assert.Equal(0, step.Redactions);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{\"a\":1}x")]
    [InlineData("{\"password\":\"hunter2\"")]
    [InlineData("\u0001")]
    public void What_is_not_JSON_is_not_kept_and_the_payload_says_so(string payload)
    {
        var step = StepRedaction.Apply(
            Plain with { Payload = Encoding.UTF8.GetBytes(payload), Name = "hunter2", Error = new StepError("TimeoutError", "hunter2"), InputPreview = "hunter2", OutputPreview = "hunter2" },
            Redacting.Redactor);
        Assert.Equal("tool", step.Name);
        Assert.Null(step.InputPreview);
        Assert.Null(step.OutputPreview);
        Assert.Equal(new StepError("TimeoutError", ""), step.Error);
        Assert.Equal("gpt-4o-mini", step.Model);
        Assert.DoesNotContain("hunter2", Encoding.UTF8.GetString(step.Payload.Span), StringComparison.Ordinal);
        using var document = JsonDocument.Parse(step.Payload);
        Assert.Contains("not a JSON document", document.RootElement.GetProperty("redaction_failed").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_and_documents_too_deep_fail_closed()
    {
        foreach (var payload in new[] { [(byte)'"', 0xC3, (byte)'"'], Encoding.UTF8.GetBytes(new string('[', 200) + new string(']', 200)) })
            Assert.Contains("redaction_failed", Encoding.UTF8.GetString(StepRedaction.Apply(Plain with { Payload = payload }, Redacting.Redactor).Payload.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void A_preview_cut_inside_a_secret_loses_the_cut_word()
    {
        var half = new string('a', 180) + " key sk-ant-api03-aB";
        Assert.Equal(Step.PreviewLength, half.Length);
        var step = StepRedaction.Apply(Plain with { InputPreview = half, OutputPreview = "card 4111 1111 11…" }, Redacting.Redactor);
        Assert.Equal(new string('a', 180) + " key…", step.InputPreview);
        Assert.Equal("card…", step.OutputPreview);
    }

    [Fact]
    public void A_cut_preview_of_prose_keeps_its_last_word()
    {
        var prose = string.Concat(Enumerable.Repeat("word ", 39)) + "final";
        Assert.Equal(prose, StepRedaction.Apply(Plain with { InputPreview = prose }, Redacting.Redactor).InputPreview);
    }

    [Fact]
    public void Tags_are_hidden_by_key_and_users_become_pseudonyms()
    {
        var facts = StepRedaction.Apply(
            new RunFacts
            {
                SessionId = "conversation-7",
                UserHash = "alice",
                Tags = new Dictionary<string, string>(StringComparer.Ordinal) { ["api_key"] = "abc", ["team"] = "blue", ["build_id"] = "Zk3vQ9xLm2TbR7sYw5HnJ8cPd4GfKa6UeVt1MiXo" },
            },
            Redacting.Redactor);
        Assert.Equal("conversation-7", facts.SessionId);
        Assert.Equal(Redacting.Redactor.Pseudonym("alice"), facts.UserHash);
        Assert.Matches(@"^\[redacted:api_key:[0-9a-f]{8}\]$", facts.Tags["api_key"]);
        Assert.Equal("blue", facts.Tags["team"]);
        Assert.Equal("Zk3vQ9xLm2TbR7sYw5HnJ8cPd4GfKa6UeVt1MiXo", facts.Tags["build_id"]);
        Assert.Equal(facts.Tags, StepRedaction.Apply(facts, Redacting.Redactor).Tags);
    }

    [Fact]
    public void Text_and_JSON_of_log_lines_go_the_same_way()
    {
        Assert.Null(StepRedaction.Text(null, Redacting.Redactor));
        Assert.DoesNotContain("hunter2", StepRedaction.Text("login with password=hunter2 failed", Redacting.Redactor), StringComparison.Ordinal);
        Assert.True(StepRedaction.Json(default, Redacting.Redactor).IsEmpty);
        Assert.Contains("redaction_failed", Encoding.UTF8.GetString(StepRedaction.Json("nope"u8.ToArray(), Redacting.Redactor).Span), StringComparison.Ordinal);
    }
}
