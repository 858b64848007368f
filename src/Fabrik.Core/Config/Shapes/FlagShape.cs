using Fabrik.Core.Config.Nodes;

namespace Fabrik.Core.Config.Shapes;

internal sealed class FlagShape : ConfigShape
{
    public override string Expected => "true or false";

    public override object? Bind(ConfigNode node, ConfigPath path, TextSpan owner, ConfigBinding binding)
    {
        if (node is not ConfigScalar scalar) return binding.WrongType(node, path, Expected);
        if (scalar.Kind == ConfigScalarKind.Flag || scalar.Interpolated)
        {
            if (scalar.Text is "true" or "True" or "TRUE") return true;
            if (scalar.Text is "false" or "False" or "FALSE") return false;
        }

        var help = scalar.Text.ToLowerInvariant() switch
        {
            "yes" or "on" or "y" or "1" => "write `true`",
            "no" or "off" or "n" or "0" => "write `false`",
            "true" or "false" => "write it without quotes",
            _ => null,
        };
        return binding.WrongType(node, path, Expected, scalar.Interpolated ? null : help);
    }

    public override void WriteSchema(SchemaWriter schema)
    {
        schema.Types("boolean", "string");
        schema.Text("pattern", VariablePattern);
    }

    public override object? DefaultFor(object value) => value;
}
