using System.Collections;
using Fabrik.Core.Config.Diagnostics;
using Fabrik.Core.Config.Nodes;

namespace Fabrik.Core.Config.Shapes;

/// <summary>A mapping whose keys are the user's own.</summary>
internal sealed class DictionaryShape(Type valueType, ConfigShape value, bool notEmpty) : ConfigShape
{
    private readonly Type _type = typeof(Dictionary<,>).MakeGenericType(typeof(string), valueType);

    public override string Expected => notEmpty ? "a mapping that is not empty" : "a mapping";

    public override object? Bind(ConfigNode node, ConfigPath path, TextSpan owner, ConfigBinding binding)
    {
        if (node is not ConfigMap map) return binding.WrongType(node, path, Expected);
        if (notEmpty && map.Entries.Count == 0) return binding.Refuse(DiagnosticCode.Empty, node, path, Expected);
        var values = (IDictionary)Activator.CreateInstance(_type, StringComparer.Ordinal)!;
        foreach (var entry in map.Entries)
        {
            if (value.Bind(entry.Value, path.Child(entry.Key), entry.KeySpan, binding) is { } bound) values[entry.Key] = bound;
        }

        return values;
    }

    public override void WriteSchema(SchemaWriter schema)
    {
        schema.Types("object");
        if (notEmpty) schema.Number("minProperties", 1);
        schema.Object("additionalProperties", () => schema.Shape(value));
    }
}
