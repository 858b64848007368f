using Fabrik.Core.Config.Nodes;

namespace Fabrik.Core.Config.Shapes;

/// <summary>One kind of value: how it is read from a node, and how JSON Schema says the same.</summary>
internal abstract class ConfigShape
{
    /// <summary>Matches texts that hold a variable: what it will be is not known to a schema.</summary>
    protected const string VariablePattern = "\\$\\{";

    /// <summary>After "expected": <c>a number from 0 to 1</c>.</summary>
    public abstract string Expected { get; }

    /// <returns>Null after an error, which is in the bag.</returns>
    /// <param name="owner">The key whose value this is: errors about what is missing point there.</param>
    public abstract object? Bind(ConfigNode node, ConfigPath path, TextSpan owner, ConfigBinding binding);

    /// <summary>Writes the members of a schema object that is open already.</summary>
    public abstract void WriteSchema(SchemaWriter schema);

    /// <summary>A value of this shape as JSON, for <c>default</c>; null for none.</summary>
    public virtual object? DefaultFor(object value) => null;
}
