using System.Text;
using Fabrik.Telemetry.Otlp.Protobuf;

namespace Fabrik.Telemetry.Tests.Otlp;

/// <summary>Hand-made protobuf: field by field, numbers as the proto files have them and not from the code under test.</summary>
internal static class Proto
{
    public static byte[] Message(params byte[][] fields)
    {
        var message = new byte[fields.Sum(f => f.Length)];
        var at = 0;
        foreach (var field in fields)
        {
            field.CopyTo(message, at);
            at += field.Length;
        }

        return message;
    }

    public static byte[] Bytes(uint field, params byte[] value) => Write(w => w.Bytes((field << 3) | 2, value));

    public static byte[] Text(uint field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    public static byte[] Nested(uint field, params byte[][] fields) => Bytes(field, Message(fields));

    public static byte[] Varint(uint field, ulong value) => Write(w =>
    {
        w.Tag(field << 3);
        w.Varint(value);
    });

    public static byte[] SInt(uint field, int value) => Write(w =>
    {
        w.Tag(field << 3);
        w.ZigZag(value);
    });

    public static byte[] Fixed64(uint field, ulong value) => Write(w =>
    {
        w.Tag((field << 3) | 1);
        w.Fixed64(value);
    });

    public static byte[] Double(uint field, double value) => Fixed64(field, BitConverter.DoubleToUInt64Bits(value));

    public static byte[] PackedVarints(uint field, params ulong[] values) => Bytes(field, Write(w =>
    {
        foreach (var value in values) w.Varint(value);
    }));

    public static byte[] PackedFixed64(uint field, params ulong[] values) => Bytes(field, Write(w =>
    {
        foreach (var value in values) w.Fixed64(value);
    }));

    public static byte[] PackedDoubles(uint field, params double[] values) =>
        PackedFixed64(field, [.. values.Select(BitConverter.DoubleToUInt64Bits)]);

    public static byte[] String(string value) => Text(1, value);

    public static byte[] Attribute(uint field, string key, params byte[] anyValue) => Nested(field, Text(1, key), Bytes(2, anyValue));

    private static byte[] Write(Action<ProtoWriter> write)
    {
        using var writer = new ProtoWriter(64);
        write(writer);
        return writer.Written.ToArray();
    }
}
