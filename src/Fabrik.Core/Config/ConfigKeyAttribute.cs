namespace Fabrik.Core.Config;

/// <summary>
/// Declares a key of a configuration record: from it come binding, validation and JSON Schema. On a record it describes the whole.
/// A record is sealed and has a parameterless constructor; its properties' initialisers are the defaults, <c>required</c> ones must be in the file.
/// Types: string, bool, int, long, double, decimal, <see cref="TimeSpan"/> (<c>1h30m</c>), <see cref="ByteSize"/> (<c>64MiB</c>), enums by wire name
/// (members <c>True</c> and <c>False</c> take YAML's booleans), <see cref="Nodes.ConfigNode"/> for what the caller binds itself, records,
/// <see cref="IReadOnlyList{T}"/>, and <see cref="IReadOnlyDictionary{TKey, TValue}"/> with string keys; value types may be nullable.
/// </summary>
/// <param name="summary">One sentence for people: what the key does, with its unit.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class)]
public sealed class ConfigKeyAttribute(string summary) : Attribute
{
    public string Summary { get; } = summary;

    /// <summary>The key in the file; by default the property's name in snake_case.</summary>
    public string? Name { get; init; }

    /// <summary>Least value; for durations in seconds, for sizes in bytes. Holds for each item of a list or dictionary.</summary>
    public double Min { get; init; } = double.NaN;

    /// <summary>Greatest value, in the same way.</summary>
    public double Max { get; init; } = double.NaN;

    /// <summary>A regular expression that the whole text must match.</summary>
    public string? Pattern { get; init; }

    /// <summary>The texts allowed; for words known to the program prefer an enum.</summary>
    public string[]? Allowed { get; init; }

    /// <summary>A text, list or dictionary must hold something.</summary>
    public bool NotEmpty { get; init; }
}
