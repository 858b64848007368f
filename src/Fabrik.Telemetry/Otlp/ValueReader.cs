using Fabrik.Telemetry.Model;
using Fabrik.Telemetry.Otlp.Protobuf;

namespace Fabrik.Telemetry.Otlp;

/// <summary>
/// Reads AnyValue: within the bytes that the caller allows, and within <see cref="OtlpLimits.MaxNodes"/> and
/// <see cref="OtlpLimits.MaxBodyNodes"/> values inside lists and maps. What is cut says so in its marker. One instance reads a batch.
/// </summary>
internal sealed class ValueReader(OtlpLimits limits)
{
    /// <summary>The key under which a map that was cut carries its marker.</summary>
    public const string CutKey = "…";

    // A marker of its own would take tens of times the memory of the small lists that can still come.
    private const string BodySpent = "…[cut: the request holds too many values]";

    // What an empty value costs, so that nothing is free.
    private const int ElementBytes = 8;

    private readonly Utf8StringCache _cache = new();
    private int _nodes;
    private int _bodyNodes = limits.MaxBodyNodes;
    private bool _cut;

    /// <summary>Whether a limit acted since <see cref="BeginItem"/>.</summary>
    public bool Truncated { get; set; }

    public void BeginItem()
    {
        _nodes = Math.Min(limits.MaxNodes, _bodyNodes);
        Truncated = false;
    }

    /// <param name="allowance">The bytes that may be kept; what the value cost is taken off, and it may fall below zero.</param>
    public bool TryRead(ReadOnlySpan<byte> encoded, ref int allowance, out AttributeValue value)
    {
        _cut = false;
        return TryValue(encoded, 1, ref allowance, out value);
    }

    /// <summary>A short text within its limit.</summary>
    public string Short(ReadOnlySpan<byte> utf8, int max)
    {
        if (utf8.Length <= max) return _cache.Get(utf8);
        Truncated = true;
        return OtlpText.Cut(utf8, max);
    }

    /// <summary>The parts of a KeyValue; false when it isn't well-formed.</summary>
    public static bool TrySplit(ReadOnlySpan<byte> keyValue, out ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value)
    {
        key = default;
        value = default;
        var reader = new ProtoReader(keyValue);
        while (reader.Next())
        {
            switch (reader.Tag)
            {
                case OtlpTags.KeyValue.Key:
                    key = reader.Bytes();
                    break;
                case OtlpTags.KeyValue.Value:
                    value = reader.Bytes();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return reader.Fault is null;
    }

    private bool TryValue(ReadOnlySpan<byte> encoded, int depth, ref int allowance, out AttributeValue value)
    {
        value = default;
        var reader = new ProtoReader(encoded);
        while (reader.Next())
        {
            switch (reader.Tag)
            {
                case OtlpTags.AnyValue.Text:
                    value = AttributeValue.From(Text(reader.Bytes(), ref allowance));
                    break;
                case OtlpTags.AnyValue.Bool:
                    value = AttributeValue.From(reader.Varint() != 0);
                    break;
                case OtlpTags.AnyValue.Int:
                    value = AttributeValue.From((long)reader.Varint());
                    break;
                case OtlpTags.AnyValue.Double:
                    value = AttributeValue.From(reader.Double());
                    break;
                case OtlpTags.AnyValue.Bytes:
                    value = Binary(reader.Bytes(), ref allowance);
                    break;
                // Of forms given twice the last counts, but none is read after one that was cut.
                case OtlpTags.AnyValue.Array when !_cut:
                    if (!TryArray(reader.Bytes(), depth, ref allowance, out value)) return false;
                    break;
                case OtlpTags.AnyValue.Map when !_cut:
                    if (!TryMap(reader.Bytes(), depth, ref allowance, out value)) return false;
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        allowance -= ElementBytes;
        return reader.Fault is null;
    }

    private bool TryArray(ReadOnlySpan<byte> encoded, int depth, ref int allowance, out AttributeValue value)
    {
        if (TryReplace(encoded, depth, out value)) return true;
        var elements = NewArray<AttributeValue>(Room(encoded, allowance));
        var count = 0;
        var reader = new ProtoReader(encoded);
        while (reader.Next())
        {
            if (reader.Tag != OtlpTags.Values.Element)
            {
                reader.Skip();
                continue;
            }

            var element = reader.Bytes();
            if (reader.Fault is not null) break;
            if (!TryTakeNode(allowance)) break;
            if (!TryValue(element, depth + 1, ref allowance, out elements[count])) return false;
            count++;
        }

        if (_cut && depth == 1) Append(ref elements, count++, AttributeValue.From(OtlpText.Marker(encoded)));
        value = AttributeValue.From(count == elements.Length ? elements : elements[..count]);
        return reader.Fault is null;
    }

    private bool TryMap(ReadOnlySpan<byte> encoded, int depth, ref int allowance, out AttributeValue value)
    {
        if (TryReplace(encoded, depth, out value)) return true;
        var entries = NewArray<KeyValuePair<string, AttributeValue>>(Room(encoded, allowance));
        var count = 0;
        var reader = new ProtoReader(encoded);
        while (reader.Next())
        {
            if (reader.Tag != OtlpTags.Values.Element)
            {
                reader.Skip();
                continue;
            }

            var entry = reader.Bytes();
            if (reader.Fault is not null) break;
            if (!TryTakeNode(allowance)) break;
            if (!TrySplit(entry, out var key, out var inner) || !TryValue(inner, depth + 1, ref allowance, out var read)) return false;
            allowance -= key.Length;
            entries[count++] = new(Short(key, limits.MaxKeyBytes), read);
        }

        if (_cut && depth == 1) Append(ref entries, count++, new(CutKey, AttributeValue.From(OtlpText.Marker(encoded))));
        value = AttributeValue.From(count == 0 ? AttributeMap.Empty : new AttributeMap(count == entries.Length ? entries : entries[..count]));
        return reader.Fault is null;
    }

    /// <summary>Puts a text in place of a list or map of which nothing can be kept.</summary>
    private bool TryReplace(ReadOnlySpan<byte> encoded, int depth, out AttributeValue value)
    {
        value = default;
        if (_bodyNodes == 0 && !encoded.IsEmpty)
        {
            Truncated = true;
            value = AttributeValue.From(BodySpent);
            return true;
        }

        if (depth < limits.MaxDepth) return false;
        value = Replaced(encoded);
        return true;
    }

    /// <summary>
    /// How many elements there will be at most, with the marker of a list that will be cut: counted first, so that a list takes the
    /// memory it needs and no more.
    /// </summary>
    private int Room(ReadOnlySpan<byte> encoded, int allowance)
    {
        var count = 0;
        var most = Math.Min(_nodes, (allowance + ElementBytes - 1) / ElementBytes);
        var reader = new ProtoReader(encoded);
        while (count <= most && reader.Next())
        {
            if (reader.Tag == OtlpTags.Values.Element) count++;
            reader.Skip();
        }

        return count;
    }

    private bool TryTakeNode(int allowance)
    {
        if (allowance > 0 && _nodes > 0)
        {
            _nodes--;
            _bodyNodes--;
            return true;
        }

        Truncated = true;
        _cut = true;
        return false;
    }

    private static T[] NewArray<T>(int length) => length == 0 ? [] : new T[length];

    private static void Append<T>(ref T[] items, int count, T item)
    {
        if (count == items.Length) Array.Resize(ref items, count + 1);
        items[count] = item;
    }

    private string Text(ReadOnlySpan<byte> utf8, ref int allowance)
    {
        if (utf8.Length <= allowance)
        {
            allowance -= utf8.Length;
            return _cache.Get(utf8);
        }

        var keep = Math.Max(allowance, 0);
        allowance = 0;
        Truncated = true;
        return OtlpText.Cut(utf8, keep);
    }

    /// <summary>Bytes too long to keep become the marker alone: half of them would be no evidence.</summary>
    private AttributeValue Binary(ReadOnlySpan<byte> bytes, ref int allowance)
    {
        if (bytes.Length > allowance)
        {
            allowance = 0;
            return Replaced(bytes);
        }

        allowance -= bytes.Length;
        return AttributeValue.From(bytes.ToArray());
    }

    private AttributeValue Replaced(ReadOnlySpan<byte> value)
    {
        Truncated = true;
        return AttributeValue.From(OtlpText.Marker(value));
    }
}
