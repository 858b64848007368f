using System.Text.Json.Serialization;

namespace Fabrik.Server.Runs.Contracts;

/// <summary>A payload that is JSON already and is written as it is; an empty one as <c>{}</c>. Its shape is <see cref="StepPayload"/>.</summary>
[JsonConverter(typeof(PayloadJsonConverter))]
internal readonly record struct PayloadJson(ReadOnlyMemory<byte> Utf8);
