using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Fabrik.Core.Config.Shapes;

/// <summary>Writes JSON Schema 2020-12, records as <c>$defs</c>. Same declaration, same bytes.</summary>
internal sealed class SchemaWriter
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> _output = new();
    private readonly Utf8JsonWriter _json;
    private readonly RecordShape _root;
    private readonly Dictionary<Type, string> _names = [];
    private readonly Queue<RecordShape> _pending = [];

    private SchemaWriter(RecordShape root)
    {
        _json = new(_output, Options);
        _root = root;
    }

    public static string Write(RecordShape root)
    {
        var schema = new SchemaWriter(root);
        schema.Document();
        return Encoding.UTF8.GetString(schema._output.WrittenSpan) + "\n";
    }

    public void Types(params string[] types)
    {
        if (types.Length == 1)
        {
            _json.WriteString("type", types[0]);
            return;
        }

        _json.WriteStartArray("type");
        foreach (var type in types) _json.WriteStringValue(type);
        _json.WriteEndArray();
    }

    public void Text(string name, string value) => _json.WriteString(name, value);

    /// <summary>What an editor may offer; a pattern can't say it.</summary>
    public void Examples(IEnumerable<object> values)
    {
        _json.WriteStartArray("examples");
        foreach (var value in values) JsonSerializer.Serialize(_json, value, value.GetType());
        _json.WriteEndArray();
    }

    /// <summary>Nothing for NaN.</summary>
    public void Number(string name, double value)
    {
        if (double.IsNaN(value)) return;
        if (value == Math.Floor(value) && Math.Abs(value) < 1e15) _json.WriteNumber(name, (long)value);
        else _json.WriteNumber(name, value);
    }

    public void Object(string name, Action members)
    {
        _json.WriteStartObject(name);
        members();
        _json.WriteEndObject();
    }

    public void Shape(ConfigShape shape) => shape.WriteSchema(this);

    public void Reference(RecordShape record)
    {
        if (record == _root)
        {
            _json.WriteString("$ref", "#");
            return;
        }

        if (!_names.TryGetValue(record.Type, out var name))
        {
            name = NameOf(record.Type.Name);
            if (_names.ContainsValue(name)) name = NameOf(record.Type.FullName!.Replace('.', '_').Replace('+', '_'));
            _names.Add(record.Type, name);
            _pending.Enqueue(record);
        }

        _json.WriteString("$ref", $"#/$defs/{name}");
    }

    private void Document()
    {
        _json.WriteStartObject();
        _json.WriteString("$schema", "https://json-schema.org/draft/2020-12/schema");
        _json.WriteString("title", NameOf(_root.Type.Name));
        Record(_root);
        if (_pending.Count > 0)
        {
            _json.WriteStartObject("$defs");
            while (_pending.TryDequeue(out var record)) Object(_names[record.Type], () => Record(record));
            _json.WriteEndObject();
        }

        _json.WriteEndObject();
        _json.Flush();
    }

    private void Record(RecordShape record)
    {
        if (record.Summary is { } summary) _json.WriteString("description", summary);
        Types("object");
        Object("properties", () =>
        {
            if (record == _root) Object(RecordShape.SchemaKey, () => Types("string"));
            foreach (var property in record.Properties) Object(property.Key, () => Property(property));
        });
        var required = record.Properties.Where(p => p.Required).ToArray();
        if (required.Length > 0)
        {
            _json.WriteStartArray("required");
            foreach (var property in required) _json.WriteStringValue(property.Key);
            _json.WriteEndArray();
        }

        _json.WriteBoolean("additionalProperties", false);
    }

    private void Property(ConfigProperty property)
    {
        _json.WriteString("description", property.Summary);
        Shape(property.Shape);
        if (property.Default is null || property.Shape.DefaultFor(property.Default) is not { } value) return;
        _json.WritePropertyName("default");
        JsonSerializer.Serialize(_json, value, value.GetType());
    }

    private static string NameOf(string type)
    {
        var name = JsonNamingPolicy.SnakeCaseLower.ConvertName(type);
        return name.EndsWith("_config", StringComparison.Ordinal) ? name[..^"_config".Length] : name;
    }
}
