using System.Text.Json;
using Fabrik.Core.Text;
using Fabrik.Core.Time;

namespace Fabrik.Laos.Evidence;

/// <summary>A value of the document and where it stands. What is not as expected throws <see cref="EvidenceFormatException"/>.</summary>
internal readonly record struct EvidenceNode(JsonElement Json, string Path)
{
    public bool IsNull => Json.ValueKind == JsonValueKind.Null;

    public EvidenceNode this[string key] =>
        Json.ValueKind == JsonValueKind.Object && Json.TryGetProperty(key, out var value) ? new(value, $"{Path}.{key}") : throw Expected($"an object with `{key}`");

    public IEnumerable<EvidenceNode> Items()
    {
        if (Json.ValueKind != JsonValueKind.Array) throw Expected("an array");
        var path = Path;
        return Json.EnumerateArray().Select((item, i) => new EvidenceNode(item, $"{path}[{i}]"));
    }

    public IEnumerable<(string Key, EvidenceNode Value)> Members()
    {
        if (Json.ValueKind != JsonValueKind.Object) throw Expected("an object");
        var path = Path;
        return Json.EnumerateObject().Select(p => (p.Name, new EvidenceNode(p.Value, $"{path}.{p.Name}")));
    }

    public IReadOnlyList<T> List<T>(Func<EvidenceNode, T> read) => [.. Items().Select(read)];

    public string Text() => OptionalText() ?? throw Expected("text");

    public string? OptionalText()
    {
        if (IsNull) return null;
        return Json.ValueKind == JsonValueKind.String ? Json.GetString() : throw Expected("text or null");
    }

    public double Number() => Json.ValueKind == JsonValueKind.Number && Json.TryGetDouble(out var value) && double.IsFinite(value) ? value : throw Expected("a number");

    public double? OptionalNumber() => IsNull ? null : Number();

    public long Count() => Json.ValueKind == JsonValueKind.Number && Json.TryGetInt64(out var value) && value >= 0 ? value : throw Expected("a whole number of at least 0");

    public int Small() => Json.ValueKind == JsonValueKind.Number && Json.TryGetInt32(out var value) ? value : throw Expected("a whole number");

    public bool Flag() => Json.ValueKind is JsonValueKind.True or JsonValueKind.False ? Json.GetBoolean() : throw Expected("true or false");

    public UnixTime Time() => UnixTime.FromNanoseconds(Count());

    public TEnum Word<TEnum>()
        where TEnum : struct, Enum => WireName.TryParse<TEnum>(Text(), out var value) ? value : throw Expected($"one of {string.Join(", ", WireName.All<TEnum>())}");

    public delegate bool Parser<T>(string text, out T value);

    public T Id<T>(Parser<T> parse, string what) => parse(Text(), out var value) ? value : throw Expected(what);

    public EvidenceFormatException Expected(string what) => new(Path, what);
}
