using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Fabrik.Telemetry.Model;

/// <summary>Attributes in the order they were sent; of equal keys the first counts. Small by limit, so lookup is a scan.</summary>
public sealed class AttributeMap(IReadOnlyList<KeyValuePair<string, AttributeValue>> entries) : IReadOnlyList<KeyValuePair<string, AttributeValue>>
{
    public static AttributeMap Empty { get; } = new([]);

    public int Count => entries.Count;

    public KeyValuePair<string, AttributeValue> this[int index] => entries[index];

    public bool TryGet(string key, out AttributeValue value)
    {
        for (var i = 0; i < entries.Count; i++)
        {
            if (!string.Equals(entries[i].Key, key, StringComparison.Ordinal)) continue;
            value = entries[i].Value;
            return true;
        }

        value = default;
        return false;
    }

    /// <summary>The text of a scalar, numbers in invariant form; null where absent, empty or not a scalar.</summary>
    public string? Text(string key) => TryGet(key, out var value)
        ? value.Kind switch
        {
            AttributeKind.String => value.AsString is { Length: > 0 } s ? s : null,
            AttributeKind.Int => value.AsLong.ToString(CultureInfo.InvariantCulture),
            AttributeKind.Double => value.AsDouble.ToString("R", CultureInfo.InvariantCulture),
            AttributeKind.Bool => value.AsBool ? "true" : "false",
            _ => null,
        }
        : null;

    /// <summary>A whole number, also when it was sent as a string or an integral double; null otherwise.</summary>
    public long? Whole(string key)
    {
        if (!TryGet(key, out var value)) return null;
        return value.Kind switch
        {
            AttributeKind.Int => value.AsLong,
            AttributeKind.Double when double.IsInteger(value.AsDouble) && Math.Abs(value.AsDouble) < 9e15 => (long)value.AsDouble,
            AttributeKind.String when long.TryParse(value.AsString, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) => n,
            _ => null,
        };
    }

    public bool Has(string key) => TryGet(key, out _);

    /// <summary>The first key present with text, in the order given.</summary>
    public bool TryFirstText(ReadOnlySpan<string> keys, [NotNullWhen(true)] out string? text)
    {
        foreach (var key in keys)
        {
            text = Text(key);
            if (text is not null) return true;
        }

        text = null;
        return false;
    }

    public IEnumerator<KeyValuePair<string, AttributeValue>> GetEnumerator() => entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
