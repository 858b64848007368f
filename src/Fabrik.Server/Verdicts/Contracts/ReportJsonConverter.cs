using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fabrik.Server.Verdicts.Contracts;

internal sealed class ReportJsonConverter : JsonConverter<ReportJson>
{
    public override ReportJson Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("Reports are only written here.");

    public override void Write(Utf8JsonWriter writer, ReportJson value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.Utf8.Span, skipInputValidation: true);
}
