using System.Text;

namespace Fabrik.Telemetry.Otlp.Json;

/// <summary>One field of a message: its JSON name and where it goes in protobuf. A repeated number goes there packed.</summary>
internal sealed class FieldShape(string name, uint tag, JsonForm form)
{
    public string Name { get; } = name;

    public byte[] Utf8Name { get; } = Encoding.UTF8.GetBytes(name);

    public uint Tag { get; } = tag;

    public JsonForm Form { get; } = form;

    public bool Repeated { get; init; }

    /// <summary>Whether an element that can't be read is left out alone, and counted.</summary>
    public bool IsItem { get; init; }

    public MessageShape? Message { get; init; }

    /// <summary>The enum's names by number.</summary>
    public string[] EnumNames { get; init; } = [];

    /// <summary>The reason when a value doesn't have this form; made once, so that reasons can be told apart.</summary>
    public string Mismatch { get; } = $"{name} is not {Expected(form)}";

    /// <summary>The reason when a list is expected.</summary>
    public string NotAnArray { get; } = $"{name} is not an array";

    private static string Expected(JsonForm form) => form switch
    {
        JsonForm.Message => "an object",
        JsonForm.Text or JsonForm.HexId => "a string",
        JsonForm.Base64 => "base64 in a string",
        JsonForm.Bool => "true or false",
        JsonForm.Enum => "a number or a name of its enum",
        JsonForm.SInt32 => "a 32-bit whole number",
        JsonForm.UInt64 or JsonForm.Fixed64 => "a whole number from 0 to 2^64-1, as string or number",
        JsonForm.Double => "a number, \"NaN\", \"Infinity\" or \"-Infinity\"",
        _ => "a 64-bit whole number, as string or number",
    };
}
