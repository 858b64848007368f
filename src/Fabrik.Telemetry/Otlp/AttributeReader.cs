using Fabrik.Telemetry.Model;
using Fabrik.Telemetry.Otlp.Protobuf;

namespace Fabrik.Telemetry.Otlp;

/// <summary>
/// Reads KeyValue and AnyValue within the limits. One instance reads a batch, item by item: each item has <see cref="OtlpLimits.MaxSpanBytes"/>
/// to spend. What doesn't fit is cut or dropped; what was dropped here and, as the sender says, before, is counted in an attribute.
/// </summary>
internal sealed class AttributeReader(OtlpLimits limits)
{
    // OpenTelemetry's names for the counts, specification section "Non-OTLP exporters".
    public const string DroppedAttributesKey = "otel.dropped_attributes_count";
    public const string DroppedEventsKey = "otel.dropped_events_count";
    public const string DroppedLinksKey = "otel.dropped_links_count";

    private readonly ValueReader _values = new(limits);
    private readonly ScratchStack<KeyValuePair<string, AttributeValue>> _entries = new();
    private int _remaining;

    /// <summary>Whether a limit acted since <see cref="BeginItem"/>.</summary>
    public bool Truncated
    {
        get => _values.Truncated;
        set => _values.Truncated = value;
    }

    /// <summary>Where the next list of attributes starts; given back to <see cref="Take"/>.</summary>
    public int Mark => _entries.Count;

    public void BeginItem()
    {
        _entries.Rewind(0);
        _remaining = limits.MaxSpanBytes;
        _values.BeginItem();
    }

    /// <summary>Whether the item has used up its bytes.</summary>
    public bool IsSpent => _remaining <= 0;

    /// <summary>A name within its limit.</summary>
    public string Name(ReadOnlySpan<byte> utf8)
    {
        Charge(utf8.Length);
        return _values.Short(utf8, limits.MaxNameBytes);
    }

    /// <summary>A status message within its limit; it costs nothing of the item's bytes.</summary>
    public string Message(ReadOnlySpan<byte> utf8) => _values.Short(utf8, limits.MaxMessageBytes);

    /// <summary>Forgets the list since <paramref name="mark"/>.</summary>
    public void Rewind(int mark) => _entries.Rewind(mark);

    /// <summary>Reads one KeyValue; false when it isn't well-formed. Past a limit it is counted in <paramref name="dropped"/> instead.</summary>
    public bool TryAdd(ReadOnlySpan<byte> keyValue, int mark, ref ulong dropped)
    {
        if (_entries.Count - mark >= limits.MaxAttributes || _remaining <= 0)
        {
            dropped++;
            Truncated = true;
            return true;
        }

        if (!ValueReader.TrySplit(keyValue, out var key, out var encoded)) return false;
        if (key.IsEmpty)
        {
            dropped++;
            return true;
        }

        if (!TryValue(encoded, out var value)) return false;
        Charge(key.Length);
        _entries.Push(new(_values.Short(key, limits.MaxKeyBytes), value));
        return true;
    }

    /// <summary>Reads an AnyValue that stands alone: an attribute's value or a log's body.</summary>
    public bool TryValue(ReadOnlySpan<byte> encoded, out AttributeValue value)
    {
        var granted = Math.Min(limits.MaxAttributeBytes, Math.Max(_remaining, 0));
        var allowance = granted;
        var ok = _values.TryRead(encoded, ref allowance, out value);
        Charge(granted - Math.Max(allowance, 0));
        return ok;
    }

    public void AddCount(string key, ulong count)
    {
        if (count > 0) _entries.Push(new(key, AttributeValue.From((long)Math.Min(count, long.MaxValue))));
    }

    /// <summary>The list since <paramref name="mark"/>, with the count of those dropped.</summary>
    public AttributeMap Take(int mark, ulong dropped)
    {
        AddCount(DroppedAttributesKey, dropped);
        return _entries.Count == mark ? AttributeMap.Empty : new AttributeMap(_entries.PopFrom(mark));
    }

    private void Charge(int bytes) => _remaining -= Math.Max(bytes, 0);
}
