using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fabrik.Server.Runs.Contracts;

internal sealed class PayloadJsonConverter : JsonConverter<PayloadJson>
{
    public override PayloadJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Payloads are only written here.");

    public override void Write(Utf8JsonWriter writer, PayloadJson value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.Utf8.IsEmpty ? "{}"u8 : value.Utf8.Span, skipInputValidation: true);
}
