namespace Fabrik.Cli.Mcp;

/// <summary>The JSON type of a tool's input.</summary>
internal enum FieldType
{
    Text,
    Number,
    Flag,

    /// <summary>An array of strings.</summary>
    Texts,

    /// <summary>An object of strings.</summary>
    Pairs,
}
