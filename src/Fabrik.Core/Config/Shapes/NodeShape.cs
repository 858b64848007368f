using Fabrik.Core.Config.Nodes;

namespace Fabrik.Core.Config.Shapes;

/// <summary>Anything: the caller reads the node itself.</summary>
internal sealed class NodeShape : ConfigShape
{
    public override string Expected => "any value";

    public override object? Bind(ConfigNode node, ConfigPath path, TextSpan owner, ConfigBinding binding) => node;

    public override void WriteSchema(SchemaWriter schema)
    {
    }
}
