using Fabrik.Core.Config.Diagnostics;
using Fabrik.Core.Config.Nodes;

namespace Fabrik.Core.Config.Shapes;

/// <param name="min">Bytes.</param>
/// <param name="max">Bytes.</param>
internal sealed class SizeShape(double min, double max) : ConfigShape
{
    public override string Expected => $"a size{ValueRange.Words(min, max, b => new ByteSize((long)b).ToString())}, such as 64MiB, 10GB or 4096";

    public override object? Bind(ConfigNode node, ConfigPath path, TextSpan owner, ConfigBinding binding)
    {
        if (node is not ConfigScalar scalar || !ByteSize.TryParse(scalar.Text, out var size)) return binding.WrongType(node, path, Expected);
        return size.Bytes < min || size.Bytes > max ? binding.Refuse(DiagnosticCode.OutOfRange, node, path, Expected) : size;
    }

    public override void WriteSchema(SchemaWriter schema)
    {
        schema.Types("integer", "string");
        schema.Number("minimum", double.IsNaN(min) ? 0 : min);
        schema.Number("maximum", max);
        schema.Text("pattern", $"^{ByteSize.Pattern}$|{VariablePattern}");
    }

    public override object? DefaultFor(object value) => ((ByteSize)value).ToString();
}
