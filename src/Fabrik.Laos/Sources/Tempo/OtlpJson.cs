using System.Text.Json;
using Fabrik.Core.Runs;
using Fabrik.Laos.Sources.Http;
using Fabrik.Telemetry.Model;

namespace Fabrik.Laos.Sources.Tempo;

/// <summary>The parts of OTLP's JSON that Tempo writes its own way: names for enums, scalars in string form.</summary>
internal static class OtlpJson
{
    /// <summary>The element's <c>attributes</c>; arrays and maps, which no judge looks at, are left out.</summary>
    public static AttributeMap Attributes(JsonElement element)
    {
        var entries = new List<KeyValuePair<string, AttributeValue>>();
        foreach (var attribute in element.Items("attributes"))
        {
            if (attribute.Text("key") is { } key && attribute.Child("value") is { } value && Value(value) is { } scalar) entries.Add(new(key, scalar));
        }

        return new AttributeMap(entries);
    }

    /// <summary><c>SPAN_KIND_SERVER</c> and <c>server</c>.</summary>
    public static SpanKind Kind(string? name) => Last(name) switch
    {
        "INTERNAL" => SpanKind.Internal,
        "SERVER" => SpanKind.Server,
        "CLIENT" => SpanKind.Client,
        "PRODUCER" => SpanKind.Producer,
        "CONSUMER" => SpanKind.Consumer,
        _ => SpanKind.Unspecified,
    };

    /// <summary><c>STATUS_CODE_ERROR</c> and <c>error</c>.</summary>
    public static SpanStatusCode Status(string? name) => Last(name) switch
    {
        "ERROR" => SpanStatusCode.Error,
        "OK" => SpanStatusCode.Ok,
        _ => SpanStatusCode.Unset,
    };

    private static string? Last(string? name) => name?[(name.LastIndexOf('_') + 1)..].ToUpperInvariant();

    private static AttributeValue? Value(JsonElement value)
    {
        // An attribute that was asked for and is not there may come as this word.
        if (value.Text("stringValue") is { } text) return text == "nil" ? null : AttributeValue.From(text);
        if (value.Whole("intValue") is { } whole) return AttributeValue.From(whole);
        if (value.Child("doubleValue") is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out var real)) return AttributeValue.From(real);
        return value.Child("boolValue") switch
        {
            { ValueKind: JsonValueKind.True } => AttributeValue.From(true),
            { ValueKind: JsonValueKind.False } => AttributeValue.From(false),
            _ => null,
        };
    }
}
