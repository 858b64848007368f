namespace Fabrik.Telemetry.Otlp.Json;

/// <summary>The fields of a message that are read. Fields are set after construction where messages hold each other.</summary>
internal sealed class MessageShape(params FieldShape[] fields)
{
    public FieldShape[] Fields { get; set; } = fields;

    /// <summary>The index of the field of this name; -1 for one that is not read. Names match exactly: OTLP/JSON has lowerCamelCase only.</summary>
    public int Find(ReadOnlySpan<byte> utf8Name)
    {
        for (var i = 0; i < Fields.Length; i++)
        {
            if (utf8Name.SequenceEqual(Fields[i].Utf8Name)) return i;
        }

        return -1;
    }
}
