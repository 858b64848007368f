using System.ComponentModel;
using System.Text.Json;

namespace Fabrik.Server.Runs.Contracts;

/// <summary>What a step carried, redacted: the shape of <see cref="PayloadJson"/>, for the API's description.</summary>
internal sealed record StepPayload
{
    public JsonElement? Input { get; init; }

    public JsonElement? Output { get; init; }

    [Description("Those sent first, then the answer.")]
    public IReadOnlyList<Message>? Messages { get; init; }

    public IReadOnlyList<JsonElement>? Tools { get; init; }

    public IReadOnlyDictionary<string, JsonElement>? ModelConfig { get; init; }

    public IReadOnlyDictionary<string, JsonElement>? Attributes { get; init; }

    public IReadOnlyDictionary<string, JsonElement>? Resource { get; init; }

    public PayloadNamed? Scope { get; init; }

    public IReadOnlyList<PayloadEvent>? Events { get; init; }

    public IReadOnlyList<PayloadLink>? Links { get; init; }

    public PayloadError? Error { get; init; }

    [Description("The managed prompt that was used.")]
    public PayloadNamed? Prompt { get; init; }

    [Description("What a paused agent asks.")]
    public IReadOnlyList<PayloadInterrupt>? Interrupts { get; init; }
}
