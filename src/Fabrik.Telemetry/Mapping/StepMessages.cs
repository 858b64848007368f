using System.Collections;
using System.Text.Json;
using Fabrik.Core.Runs;
using Fabrik.Telemetry.Dialects;

namespace Fabrik.Telemetry.Mapping;

/// <summary>The conversation of one step: what was sent, what came back, and which parts of the span they took the place of.</summary>
internal sealed class StepMessages
{
    public List<ChatMessage> Sent { get; } = [];

    public List<ChatMessage> Answered { get; } = [];

    /// <summary>Null when there is none, or when it is nothing but the messages.</summary>
    public Content? Input { get; private set; }

    public Content? Output { get; private set; }

    /// <summary>Events that became messages, by index.</summary>
    public BitArray ReadEvents { get; private set; } = new(0);

    public static StepMessages Of(SpanReading reading)
    {
        var messages = new StepMessages();
        messages.ReadFields(reading);
        messages.ReadTrees(reading);
        messages.ReadSpanEvents(reading);
        if (reading.Kind == StepKind.Tool)
        {
            messages.Input = reading.Take(DialectField.ToolArguments) ?? Arguments(reading.Take(DialectField.Input), reading.Parsed);
            messages.Output = reading.Take(DialectField.ToolResult) ?? reading.Take(DialectField.Output);
            return messages;
        }

        messages.Input = reading.Take(DialectField.Input);
        messages.Output = reading.Take(DialectField.Output);
        if (reading.Kind == StepKind.Model) messages.ReadContents();
        else messages.Output ??= reading.Take(DialectField.AnswerText);
        return messages;
    }

    // LangChain wraps a tool's arguments, as text, into {"input":"{…}"}.
    private static Content? Arguments(Content? input, ParsedJson parsed) =>
        input?.Json is { ValueKind: JsonValueKind.Object } json && json.EnumerateObject().Count() == 1
        && MessageShape.TextOf(json, "input") is { } text && parsed.TryParse(text) is { } arguments
            ? new Content(input.Value.Value, arguments)
            : input;

    private void ReadFields(SpanReading reading)
    {
        if (reading.Take(DialectField.SystemInstructions) is { } instructions) AddInstructions(instructions);
        AddMessages(reading, DialectField.InputMessages, "user", Sent);
        AddMessages(reading, DialectField.OutputMessages, "assistant", Answered);
        if (reading.Kind == StepKind.Model && Answered.Count == 0) AddAnswer(reading);
    }

    private void AddInstructions(Content instructions)
    {
        var system = new ChatMessage("system");
        if (instructions.Json is not { } json) system.Parts.Add(new ContentPart(ContentPart.TextType, instructions.Text, null));
        else if (!MessageReader.TryRead(json, "system", Sent)) MessageContent.Read(json, system, Sent);
        if (system.Parts.Count > 0) Sent.Insert(0, system);
    }

    private static void AddMessages(SpanReading reading, DialectField field, string role, List<ChatMessage> messages)
    {
        if (reading.Peek(field) is not { } content) return;
        if (content.Json is { } json)
        {
            // A shape we don't know stays an attribute.
            if (MessageReader.TryRead(json, role, messages)) reading.Move(field);
            return;
        }

        reading.Move(field);
        messages.Add(new ChatMessage(role) { Parts = { new ContentPart(ContentPart.TextType, content.Text, null) } });
    }

    private void AddAnswer(SpanReading reading)
    {
        var answer = new ChatMessage("assistant");
        if (reading.Take(DialectField.AnswerText) is { } text) answer.Parts.Add(new ContentPart(ContentPart.TextType, text.Text, null));
        if (reading.Peek(DialectField.AnswerToolCalls)?.Json is { ValueKind: JsonValueKind.Array } calls)
        {
            reading.Move(DialectField.AnswerToolCalls);
            foreach (var call in calls.EnumerateArray()) MessageShape.AddCall(answer, call);
        }

        if (answer.Parts.Count > 0 || answer.ToolCalls.Count > 0) Answered.Add(answer);
    }

    private void ReadTrees(SpanReading reading)
    {
        ReadTree(reading, AttributeFamily.Sent, "user", Sent);
        ReadTree(reading, AttributeFamily.Answered, "assistant", Answered);
    }

    private static void ReadTree(SpanReading reading, AttributeFamily family, string role, List<ChatMessage> messages)
    {
        if (messages.Count == 0 && reading.PeekTree(family) is { } tree && MessageReader.TryRead(tree, role, messages)) reading.MoveTree(family);
    }

    private void ReadSpanEvents(SpanReading reading)
    {
        var events = reading.Span.Events;
        ReadEvents = new BitArray(events.Count);
        var (sentBefore, answeredBefore) = (Sent.Count, Answered.Count);
        var read = new List<ChatMessage>();
        for (var i = 0; i < events.Count; i++)
        {
            read.Clear();
            if (!MessageEvents.TryRead(events[i], reading.Parsed, read)) continue;
            ReadEvents[i] = true;
            // What attributes already said is not said twice.
            var isAnswer = GenAiLegacyDialect.AnswerEvents.Contains(events[i].Name);
            if (isAnswer && answeredBefore == 0) Answered.AddRange(read);
            else if (!isAnswer && sentBefore == 0) Sent.AddRange(read);
            else ReadEvents[i] = false;
        }
    }

    private void ReadContents()
    {
        if (ReadContent(Input, "user", Sent)) Input = null;
        if (ReadContent(Output, "assistant", Answered)) Output = null;
    }

    // True when the content is nothing but the messages that were read from it.
    private static bool ReadContent(Content? content, string role, List<ChatMessage> messages)
    {
        if (content?.Json is not { } json) return false;
        if (messages.Count == 0) return MessageReader.TryRead(json, role, messages) && MessageReader.IsOnlyMessages(json);
        AddCallIds(messages, json);
        return false;
    }

    // OpenInference for LangChain.js flattens tool calls without their ids, which alone tie a call to its answer;
    // the serialised messages beside them have them.
    private static void AddCallIds(List<ChatMessage> messages, JsonElement json)
    {
        if (!messages.Exists(m => m.ToolCalls.Exists(c => c.Id is null))) return;
        var whole = new List<ChatMessage>();
        if (!MessageReader.TryRead(json, "assistant", whole)) return;
        if (!whole.Select(Shape).SequenceEqual(messages.Select(Shape))) return;
        messages.Clear();
        messages.AddRange(whole);

        static (string Role, string Text, string Calls) Shape(ChatMessage m) => (m.Role, m.Text, string.Join(',', m.ToolCalls.Select(c => c.Name)));
    }
}
