namespace Fabrik.Core.Redaction;

internal static class KeyRoles
{
    public static KeyRole Of(ReadOnlySpan<byte> key) => key.Length switch
    {
        3 when key.SequenceEqual("key"u8) || key.SequenceEqual("Key"u8) => KeyRole.Name,
        4 when key.SequenceEqual("name"u8) || key.SequenceEqual("Name"u8) => KeyRole.Name,
        5 when key.SequenceEqual("value"u8) || key.SequenceEqual("Value"u8) => KeyRole.Value,
        6 when key.SequenceEqual("header"u8) => KeyRole.Name,
        10 when key.SequenceEqual("properties"u8) => KeyRole.Properties,
        _ => KeyRole.None,
    };
}
