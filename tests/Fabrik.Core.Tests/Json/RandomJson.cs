using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Fabrik.Core.Tests.Json;

/// <summary>JSON values that go where canonical form is hard: key order beyond the BMP, controls, quotes, odd numbers.</summary>
internal static class RandomJson
{
    private static readonly string[] Pieces =
        ["a", "b", "A", "1", "10", "", "\"", "\\", "\n", "\u0000", "\u001f", "\u007f", "é", "\ud7ff", "\ue000", "ﬁ", "\uffff", "😂", "\U0010FFFF", "\u2028", "</"];

    private static readonly double[] Numbers =
        [0, -0.0, 1, -1, 0.1, 1e21, 1e-7, 123456789, 5e-324, double.MaxValue, 333333333.33333329, 9007199254740993];

    public static JsonSerializerOptions Escaping { get; } = new() { Encoder = JavaScriptEncoder.Default };

    public static JsonSerializerOptions Indented { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, WriteIndented = true };

    public static Gen<string> Strings { get; } =
        from n in Gen.Choose(0, 4) from pieces in Gen.Elements(Pieces).ArrayOf(n) select string.Concat(pieces);

    public static Gen<JsonNode?> Values { get; } = Value(4);

    /// <summary>The same value with the members of every object in reverse.</summary>
    public static JsonNode? Reversed(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Reverse().Select(p => KeyValuePair.Create(p.Key, Reversed(p.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Reversed)]),
        _ => node?.DeepClone(),
    };

    private static Gen<JsonNode?> Value(int depth)
    {
        var scalars = Gen.OneOf(
            Strings.Select(s => (JsonNode?)JsonValue.Create(s)),
            Gen.Elements(Numbers).Select(n => (JsonNode?)JsonValue.Create(n)),
            Gen.Elements(true, false).Select(b => (JsonNode?)JsonValue.Create(b)),
            Gen.Constant<JsonNode?>(null));
        if (depth == 0) return scalars;
        var inner = Value(depth - 1);
        var arrays = from n in Gen.Choose(0, 4) from items in inner.ArrayOf(n) select (JsonNode?)new JsonArray([.. items.Select(i => i?.DeepClone())]);
        var objects =
            from n in Gen.Choose(0, 6)
            from keys in Strings.ArrayOf(n)
            from items in inner.ArrayOf(n)
            select (JsonNode?)new JsonObject(keys.Zip(items).DistinctBy(p => p.First).Select(p => KeyValuePair.Create(p.First, p.Second?.DeepClone())));
        return Gen.OneOf(scalars, arrays, objects);
    }
}
