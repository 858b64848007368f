using Fabrik.Core.Config.Diagnostics;
using Fabrik.Core.Config.Nodes;

namespace Fabrik.Core.Config.Shapes;

internal sealed class ListShape(Type itemType, ConfigShape item, bool notEmpty) : ConfigShape
{
    public override string Expected => notEmpty ? "a list that is not empty" : "a list";

    public override object? Bind(ConfigNode node, ConfigPath path, TextSpan owner, ConfigBinding binding)
    {
        if (node is not ConfigList list) return binding.WrongType(node, path, Expected, node is ConfigScalar { Kind: not ConfigScalarKind.Null } ? "write it as a list: `[…]`" : null);
        if (notEmpty && list.Items.Count == 0) return binding.Refuse(DiagnosticCode.Empty, node, path, Expected);
        var items = Array.CreateInstance(itemType, list.Items.Count);
        for (var i = 0; i < items.Length; i++)
        {
            if (item.Bind(list.Items[i], path.Item(i), list.Items[i].Span, binding) is { } value) items.SetValue(value, i);
        }

        return items;
    }

    public override void WriteSchema(SchemaWriter schema)
    {
        schema.Types("array");
        if (notEmpty) schema.Number("minItems", 1);
        schema.Object("items", () => schema.Shape(item));
    }
}
