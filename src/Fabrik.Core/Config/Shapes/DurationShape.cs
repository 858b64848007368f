using Fabrik.Core.Config.Diagnostics;
using Fabrik.Core.Config.Nodes;

namespace Fabrik.Core.Config.Shapes;

/// <param name="min">Seconds.</param>
/// <param name="max">Seconds.</param>
internal sealed class DurationShape(double min, double max) : ConfigShape
{
    public override string Expected => $"a duration{ValueRange.Words(min, max, s => DurationText.Write(TimeSpan.FromSeconds(s)))}, such as 10m, 1h30m or 250ms";

    public override object? Bind(ConfigNode node, ConfigPath path, TextSpan owner, ConfigBinding binding)
    {
        if (node is not ConfigScalar scalar || !DurationText.TryParse(scalar.Text, out var duration))
            return binding.WrongType(node, path, Expected, node is ConfigScalar { Kind: ConfigScalarKind.Number, Interpolated: false } n ? $"give it a unit: `{n.Text}s`" : null);
        return duration.TotalSeconds < min || duration.TotalSeconds > max ? binding.Refuse(DiagnosticCode.OutOfRange, node, path, Expected) : duration;
    }

    public override void WriteSchema(SchemaWriter schema)
    {
        schema.Types("string");
        schema.Text("pattern", $"^{DurationText.Pattern}$|{VariablePattern}");
    }

    public override object? DefaultFor(object value) => DurationText.Write((TimeSpan)value);
}
