using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fabrik.Core.Time;

/// <summary>Writes <see cref="UnixTime"/> as RFC 3339; reads the same and refuses anything else with what was expected.</summary>
public sealed class UnixTimeJsonConverter : JsonConverter<UnixTime>
{
    public override UnixTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && UnixTime.TryParse(reader.GetString(), out var time)
            ? time
            : throw new JsonException("Expected a time as RFC 3339 between 1970 and 2262, such as 2026-02-11T10:15:00.25Z.");

    public override void Write(Utf8JsonWriter writer, UnixTime value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
}
