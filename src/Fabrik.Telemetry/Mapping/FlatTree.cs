using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Fabrik.Telemetry.Model;

namespace Fabrik.Telemetry.Mapping;

/// <summary>
/// Rebuilds what an emitter flattened into dotted attribute names: <c>0.message.role</c> becomes <c>[{"message":{"role":…}}]</c>.
/// A level whose names are all numbers is a list in their order; gaps close.
/// </summary>
internal sealed class FlatTree
{
    private const int MaxSegments = 16;

    private readonly Node _root = new();

    public bool IsEmpty => _root.Children.Count == 0;

    public void Add(string path, AttributeValue value)
    {
        var segments = path.Split('.', MaxSegments);
        var node = _root;
        foreach (var segment in segments) node = node.Child(segment);
        node.Value ??= value;
    }

    /// <param name="parseText">True to write leaves that are JSON text as JSON.</param>
    public JsonElement? ToJson(ParsedJson parsed, bool parseText = false)
    {
        if (IsEmpty) return null;
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, AttributeJson.WriterOptions)) Write(writer, _root, parseText ? parsed : null);
        return parsed.TryParse(buffer.WrittenMemory);
    }

    private static void Write(Utf8JsonWriter writer, Node node, ParsedJson? parsed)
    {
        if (node.Children.Count == 0)
        {
            AttributeJson.Write(writer, node.Value ?? default, parsed);
            return;
        }

        if (node.Children.All(c => IsIndex(c.Name)))
        {
            writer.WriteStartArray();
            var ordered = node.Children.OrderBy(c => int.Parse(c.Name, NumberStyles.None, CultureInfo.InvariantCulture));
            foreach (var (_, child) in ordered) Write(writer, child, parsed);
            writer.WriteEndArray();
            return;
        }

        writer.WriteStartObject();
        foreach (var (name, child) in node.Children)
        {
            AttributeJson.WriteName(writer, name);
            Write(writer, child, parsed);
        }

        writer.WriteEndObject();
    }

    private static bool IsIndex(string name) => name.Length is > 0 and <= 9 && name.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;

    private sealed class Node
    {
        public List<(string Name, Node Node)> Children { get; } = [];

        public AttributeValue? Value { get; set; }

        public Node Child(string name)
        {
            foreach (var (known, node) in Children)
            {
                if (string.Equals(known, name, StringComparison.Ordinal)) return node;
            }

            var child = new Node();
            Children.Add((name, child));
            return child;
        }
    }
}
