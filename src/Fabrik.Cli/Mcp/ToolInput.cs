using System.Text.Json;
using Fabrik.Cli.Failures;
using Fabrik.Core.Verdicts;

namespace Fabrik.Cli.Mcp;

/// <summary>A call's inputs, checked against the tool's fields. Clients need not have checked them.</summary>
internal sealed class ToolInput
{
    private readonly IReadOnlyList<ToolField> _fields;
    private readonly Dictionary<string, JsonElement> _values;

    private ToolInput(IReadOnlyList<ToolField> fields, Dictionary<string, JsonElement> values) => (_fields, _values) = (fields, values);

    /// <exception cref="CliFailure">Something is wrong; all of it is said.</exception>
    public static ToolInput Read(IReadOnlyList<ToolField> fields, IEnumerable<KeyValuePair<string, JsonElement>> arguments)
    {
        // A client that sends null for what it leaves out means just that.
        var values = arguments.Where(a => a.Value.ValueKind != JsonValueKind.Null).ToDictionary(StringComparer.Ordinal);
        string[] wrong =
        [
            .. values.Keys.Where(k => fields.All(f => f.Name != k)).Order(StringComparer.Ordinal).Select(k => $"unknown input `{k}`"),
            .. fields.Where(f => f.Required && !values.ContainsKey(f.Name)).Select(f => $"`{f.Name}` is missing"),
            .. fields.Where(f => values.TryGetValue(f.Name, out var value) && !Fits(f, value)).Select(f => $"`{f.Name}`: expected {Expected(f)}"),
        ];
        return wrong.Length == 0
            ? new ToolInput(fields, values)
            : throw new CliFailure(ExitCode.Usage, string.Join("; ", wrong), $"inputs are {string.Join(", ", fields.Select(f => f.Name))}");
    }

    public string? Text(string name) => _values.TryGetValue(name, out var value) ? value.GetString() : null;

    public long? Number(string name) => _values.TryGetValue(name, out var value) ? value.GetInt64() : _fields.Single(f => f.Name == name).Default;

    public IEnumerable<string> Texts(string name) => _values.TryGetValue(name, out var value) ? value.EnumerateArray().Select(t => t.GetString()!) : [];

    /// <summary>What is given of these, as options of a command line. Each is one word, so that no value is taken for another option.</summary>
    public IEnumerable<string> Options(params IEnumerable<string> names) => names.SelectMany(Words);

    private IEnumerable<string> Words(string name)
    {
        var value = _values.GetValueOrDefault(name);
        var option = $"--{name.Replace('_', '-')}";
        return value.ValueKind switch
        {
            JsonValueKind.Undefined or JsonValueKind.False => [],
            JsonValueKind.True => [option],
            JsonValueKind.Array => value.EnumerateArray().Select(t => $"{option}={t.GetString()}"),
            JsonValueKind.Object => value.EnumerateObject().Select(p => $"{option}={p.Name}={p.Value.GetString()}"),
            _ => [$"{option}={value}"],
        };
    }

    private static bool Fits(ToolField field, JsonElement value) => field.Type switch
    {
        FieldType.Text => IsText(field, value),
        FieldType.Number => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= field.Min && number <= field.Max,
        FieldType.Flag => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        FieldType.Texts => value.ValueKind == JsonValueKind.Array && value.GetArrayLength() <= ToolField.MaxItems && value.EnumerateArray().All(t => IsText(field, t)),
        _ => value.ValueKind == JsonValueKind.Object && value.GetPropertyCount() <= ToolField.MaxItems && value.EnumerateObject().All(p => IsText(field, p.Value)),
    };

    private static bool IsText(ToolField field, JsonElement value) =>
        value.ValueKind == JsonValueKind.String
        && value.GetString() is { Length: > 0 and <= ToolField.MaxLength } text
        && !text.Contains('\0', StringComparison.Ordinal)
        && (field.Choices.Count == 0 || field.Choices.Contains(text, StringComparer.Ordinal));

    private static string Expected(ToolField field)
    {
        var one = field.Choices.Count > 0 ? $"one of {string.Join(", ", field.Choices)}" : $"a text of 1 to {ToolField.MaxLength} characters";
        return field.Type switch
        {
            FieldType.Text => one,
            FieldType.Number => $"a whole number from {field.Min} to {field.Max}",
            FieldType.Flag => "true or false",
            FieldType.Texts => $"a list, each {one}",
            _ => $"an object, each value {one}",
        };
    }
}
