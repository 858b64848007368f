using System.Text.Json.Serialization;

namespace Fabrik.Server.Runs.Contracts;

/// <summary>Attributes that are a JSON object already and are written as they are; empty ones as <c>{}</c>.</summary>
[JsonConverter(typeof(AttributesJsonConverter))]
internal readonly record struct AttributesJson(ReadOnlyMemory<byte> Utf8);
