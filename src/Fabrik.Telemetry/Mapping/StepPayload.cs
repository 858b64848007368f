using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Fabrik.Core.Runs;
using Fabrik.Telemetry.Dialects;
using Fabrik.Telemetry.Model;

namespace Fabrik.Telemetry.Mapping;

/// <summary>Writes a step's payload in the shape of docs/api.md. Every part is left out when there is nothing to say.</summary>
internal sealed class StepPayload : IDisposable
{
    // Request parameters that are no settings: they have parts of their own.
    private static readonly string[] NoSettings = ["tools", "functions", "messages", "input", "prompt", "contents"];

    private readonly ArrayBufferWriter<byte> _buffer = new(4096);
    private readonly Utf8JsonWriter _writer;
    private readonly Dictionary<ResourceInfo, byte[]> _resources = new(ReferenceEqualityComparer.Instance);
    private readonly Func<string, string>? _pseudonym;

    /// <param name="pseudonym">Replaces the ids of persons; null leaves them out.</param>
    public StepPayload(Func<string, string>? pseudonym)
    {
        _writer = new Utf8JsonWriter(_buffer, AttributeJson.WriterOptions);
        _pseudonym = pseudonym;
    }

    public byte[] Write(SpanReading reading, StepMessages messages, SpanOutcome outcome)
    {
        _buffer.ResetWrittenCount();
        _writer.Reset(_buffer);
        _writer.WriteStartObject();
        WriteContent("input", messages.Input);
        WriteContent("output", messages.Output);
        WriteMessages(messages, reading.Parsed);
        if (reading.Kind != StepKind.Span) WriteRequest(reading);
        WriteInterrupts(reading, messages, outcome);
        WriteError(outcome);
        WriteAttributes(reading);
        WriteOrigin(reading.Span);
        WriteEvents(reading, messages);
        WriteLinks(reading.Span);
        _writer.WriteEndObject();
        _writer.Flush();
        return _buffer.WrittenSpan.ToArray();
    }

    public void Dispose() => _writer.Dispose();

    private void WriteContent(string name, Content? content)
    {
        if (content is not { } value) return;
        _writer.WritePropertyName(name);
        value.WriteTo(_writer);
    }

    private void WriteMessages(StepMessages messages, ParsedJson parsed)
    {
        if (messages.Sent.Count + messages.Answered.Count == 0) return;
        _writer.WriteStartArray("messages");
        foreach (var message in messages.Sent) message.WriteTo(_writer, parsed);
        foreach (var message in messages.Answered) message.WriteTo(_writer, parsed);
        _writer.WriteEndArray();
    }

    private void WriteRequest(SpanReading reading)
    {
        var config = reading.Peek(DialectField.ModelConfig)?.Json is { ValueKind: JsonValueKind.Object } settings ? settings : default(JsonElement?);
        if (config is not null) reading.Move(DialectField.ModelConfig);
        ToolDefinitions.Write(_writer, reading, config);
        WriteConfig(reading, config);
        if (!reading.Has(DialectField.PromptName)) return;
        _writer.WriteStartObject("prompt");
        WriteText("name", reading.Text(DialectField.PromptName));
        WriteText("version", reading.Text(DialectField.PromptVersion));
        _writer.WriteEndObject();
    }

    private void WriteConfig(SpanReading reading, JsonElement? config)
    {
        var settings = config?.EnumerateObject().Where(p => !NoSettings.Contains(p.Name)).ToList() ?? [];
        if (settings.Count + reading.Parameters.Count == 0) return;
        _writer.WriteStartObject("model_config");
        foreach (var setting in settings) setting.WriteTo(_writer);
        foreach (var (name, value) in reading.Parameters)
        {
            if (settings.Exists(s => s.NameEquals(name))) continue;
            _writer.WritePropertyName(name);
            AttributeJson.Write(_writer, value, reading.Parsed);
        }

        _writer.WriteEndObject();
    }

    private void WriteInterrupts(SpanReading reading, StepMessages messages, SpanOutcome outcome)
    {
        if (Interrupts.In(messages.Output) is { } list)
        {
            _writer.WritePropertyName("interrupts");
            list.WriteTo(_writer);
        }
        else if (outcome is { Pauses: true, Detail: { } detail })
        {
            _writer.WritePropertyName("interrupts");
            Interrupts.Write(_writer, detail.Message, reading.Parsed);
        }
    }

    private void WriteError(SpanOutcome outcome)
    {
        // An interrupt is no error; what was thrown stays among the events.
        if (outcome is not { Detail: { } detail, Status: not StepStatus.Interrupted }) return;
        _writer.WriteStartObject("error");
        WriteText("type", detail.Type ?? "error");
        WriteText("message", detail.Message);
        WriteText("stack", detail.Stack);
        _writer.WriteEndObject();
    }

    private void WriteAttributes(SpanReading reading)
    {
        var attributes = reading.Span.Attributes;
        var open = false;
        for (var i = 0; i < attributes.Count; i++)
        {
            var (key, value) = attributes[i];
            if (reading.IsMoved(i) || AttributeJson.IsRepeated(attributes, i)) continue;
            var isUser = reading.IsUser(key);
            if (isUser && _pseudonym is null) continue;
            if (!open) _writer.WriteStartObject("attributes");
            open = true;
            AttributeJson.WriteName(_writer, key);
            var metadata = reading.IsMetadata(key) ? Content.Of(value, reading.Parsed).Json : null;
            if (isUser) AttributeJson.WriteString(_writer, _pseudonym!(SpanReading.ScalarText(value) ?? AttributeJson.Text(value)));
            else if (metadata is { ValueKind: JsonValueKind.Object } facts) WriteMetadata(facts);
            else AttributeJson.Write(_writer, value, reading.Parsed);
        }

        if (open) _writer.WriteEndObject();
    }

    private void WriteMetadata(JsonElement metadata)
    {
        _writer.WriteStartObject();
        foreach (var fact in metadata.EnumerateObject())
        {
            if (!PlainDialect.MetadataUser.Contains(fact.Name))
            {
                fact.WriteTo(_writer);
            }
            else if (_pseudonym is not null)
            {
                _writer.WritePropertyName(fact.Name);
                var user = fact.Value.ValueKind == JsonValueKind.String ? fact.Value.GetString()! : fact.Value.GetRawText();
                AttributeJson.WriteString(_writer, _pseudonym(user));
            }
        }

        _writer.WriteEndObject();
    }

    private void WriteOrigin(SpanRecord span)
    {
        if (span.Resource.Attributes.Count > 0)
        {
            if (!_resources.TryGetValue(span.Resource, out var json)) _resources[span.Resource] = json = AttributeJson.Object(span.Resource.Attributes);
            _writer.WritePropertyName("resource");
            _writer.WriteRawValue(json, skipInputValidation: true);
        }

        if (span.Scope.Name.Length == 0) return;
        _writer.WriteStartObject("scope");
        WriteText("name", span.Scope.Name);
        WriteText("version", span.Scope.Version);
        _writer.WriteEndObject();
    }

    private void WriteEvents(SpanReading reading, StepMessages messages)
    {
        var span = reading.Span;
        var open = false;
        for (var i = 0; i < span.Events.Count; i++)
        {
            if (messages.ReadEvents[i]) continue;
            if (!open) _writer.WriteStartArray("events");
            open = true;
            _writer.WriteStartObject();
            WriteText("time", span.Events[i].Time.ToString());
            WriteText("name", span.Events[i].Name);
            WriteAttributes(span.Events[i].Name == GenAiDialect.DetailsEvent ? reading.WithoutContents(span.Events[i].Attributes) : span.Events[i].Attributes);
            _writer.WriteEndObject();
        }

        if (open) _writer.WriteEndArray();
    }

    private void WriteLinks(SpanRecord span)
    {
        if (span.Links.Count == 0) return;
        _writer.WriteStartArray("links");
        foreach (var link in span.Links)
        {
            _writer.WriteStartObject();
            WriteText("trace_id", link.Trace.ToString());
            WriteText("span_id", link.SpanId.ToString("x16", CultureInfo.InvariantCulture));
            WriteAttributes(link.Attributes);
            _writer.WriteEndObject();
        }

        _writer.WriteEndArray();
    }

    private void WriteAttributes(AttributeMap attributes)
    {
        if (attributes.Count == 0) return;
        using var parsed = new ParsedJson();
        _writer.WritePropertyName("attributes");
        AttributeJson.Write(_writer, attributes, parsed);
    }

    private void WriteText(string name, string? text)
    {
        if (string.IsNullOrEmpty(text)) return;
        _writer.WritePropertyName(name);
        AttributeJson.WriteString(_writer, text);
    }
}
