using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fabrik.Server.Runs.Contracts;

internal sealed class AttributesJsonConverter : JsonConverter<AttributesJson>
{
    public override AttributesJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Attributes are only written here.");

    public override void Write(Utf8JsonWriter writer, AttributesJson value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.Utf8.IsEmpty ? "{}"u8 : value.Utf8.Span, skipInputValidation: true);
}
