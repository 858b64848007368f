using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fabrik.Store.Sqlite;

/// <summary>The JSON of a run row's lists. Null stands for an empty one.</summary>
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
[JsonSerializable(typeof(SortedDictionary<string, string>))]
[JsonSerializable(typeof(SortedSet<string>))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class RowJson : JsonSerializerContext
{
    public static string? Write(IReadOnlyDictionary<string, string> tags) =>
        tags.Count == 0 ? null : JsonSerializer.Serialize(tags, Default.IReadOnlyDictionaryStringString);

    public static string? Write(SortedSet<string> names) => names.Count == 0 ? null : JsonSerializer.Serialize(names, Default.SortedSetString);

    public static SortedDictionary<string, string> ReadTags(ReadOnlySpan<byte> json)
    {
        var tags = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (json.IsEmpty) return tags;
        foreach (var (key, value) in JsonSerializer.Deserialize(json, Default.SortedDictionaryStringString)!) tags.Add(key, value);
        return tags;
    }

    public static SortedSet<string> ReadNames(ReadOnlySpan<byte> json) =>
        new(json.IsEmpty ? [] : JsonSerializer.Deserialize(json, Default.StringArray)!, StringComparer.Ordinal);
}
