using System.Buffers;
using System.Text.Json;
using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Text;
using Fabrik.Core.Time;

namespace Fabrik.Bench.Baselines;

/// <summary>A step as System.Text.Json reads it, with the keys that the benchmark's bodies use.</summary>
internal sealed record BareStep
{
    public required string StepId { get; init; }

    public required string Kind { get; init; }

    public required string Name { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public string? Service { get; init; }

    public string? Agent { get; init; }

    public string? Env { get; init; }

    public string? Model { get; init; }

    public string? Provider { get; init; }

    public string? Tool { get; init; }

    public string? ToolCallId { get; init; }

    public BareUsage? Usage { get; init; }

    public JsonElement Input { get; init; }

    public JsonElement Output { get; init; }

    public JsonElement Messages { get; init; }

    public JsonElement ModelConfig { get; init; }

    public JsonElement Attributes { get; init; }

    public Step ToStep() => new()
    {
        Id = Core.Scope.StepId.Parse(StepId),
        Kind = WireName.Parse<StepKind>(Kind),
        Name = Name,
        Status = StepStatus.Ok,
        StartedAt = UnixTime.From(StartedAt),
        EndedAt = EndedAt is { } end ? UnixTime.From(end) : null,
        Service = Service,
        Agent = Agent,
        Env = Env,
        Model = Model,
        Provider = Provider,
        Tool = Tool,
        ToolCallId = ToolCallId,
        Usage = Usage is { } u ? new TokenUsage(u.Input, u.CacheRead, u.CacheWrite, u.Output, u.Reasoning) : null,
        InputPreview = Preview(Input),
        OutputPreview = Preview(Output),
        Provenance = "rest",
        Payload = Payload(),
    };

    private static string? Preview(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Undefined) return null;
        var text = value.ToString();
        return text.Length <= Step.PreviewLength ? text : text[..Step.PreviewLength];
    }

    private ReadOnlyMemory<byte> Payload()
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        Write(json, "input", Input);
        Write(json, "output", Output);
        Write(json, "messages", Messages);
        Write(json, "model_config", ModelConfig);
        Write(json, "attributes", Attributes);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter json, string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Undefined) return;
        json.WritePropertyName(name);
        value.WriteTo(json);
    }
}
