namespace Fabrik.Telemetry.Model;

/// <summary>
/// An OTLP <c>AnyValue</c>. Exactly one form, told by <see cref="Kind"/>; the accessors of the other forms return their default.
/// </summary>
public readonly record struct AttributeValue
{
    private readonly object? _reference;
    private readonly long _bits;

    private AttributeValue(AttributeKind kind, long bits, object? reference) => (Kind, _bits, _reference) = (kind, bits, reference);

    public AttributeKind Kind { get; }

    public string? AsString => Kind == AttributeKind.String ? (string)_reference! : null;

    public bool AsBool => Kind == AttributeKind.Bool && _bits != 0;

    public long AsLong => Kind == AttributeKind.Int ? _bits : 0;

    public double AsDouble => Kind == AttributeKind.Double ? BitConverter.Int64BitsToDouble(_bits) : 0;

    public ReadOnlyMemory<byte> AsBytes => Kind == AttributeKind.Bytes ? (byte[])_reference! : default;

    public IReadOnlyList<AttributeValue> AsArray => Kind == AttributeKind.Array ? (IReadOnlyList<AttributeValue>)_reference! : [];

    public AttributeMap AsMap => Kind == AttributeKind.Map ? (AttributeMap)_reference! : AttributeMap.Empty;

    public static AttributeValue From(string value) => new(AttributeKind.String, 0, value);

    public static AttributeValue From(bool value) => new(AttributeKind.Bool, value ? 1 : 0, null);

    public static AttributeValue From(long value) => new(AttributeKind.Int, value, null);

    public static AttributeValue From(double value) => new(AttributeKind.Double, BitConverter.DoubleToInt64Bits(value), null);

    public static AttributeValue From(byte[] value) => new(AttributeKind.Bytes, 0, value);

    public static AttributeValue From(IReadOnlyList<AttributeValue> value) => new(AttributeKind.Array, 0, value);

    public static AttributeValue From(AttributeMap value) => new(AttributeKind.Map, 0, value);
}
