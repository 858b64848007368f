using System.Globalization;
using Fabrik.Core.Config.Diagnostics;
using Fabrik.Core.Config.Nodes;
using Fabrik.Core.Config.Reading;

namespace Fabrik.Core.Config.Shapes;

/// <summary>int, long, double and decimal.</summary>
internal sealed class NumberShape(Type type, double min, double max) : ConfigShape
{
    private readonly bool _whole = type == typeof(int) || type == typeof(long);

    public override string Expected => (_whole ? "a whole number" : "a number") + ValueRange.Words(min, max, v => v.ToString("R", CultureInfo.InvariantCulture));

    public override object? Bind(ConfigNode node, ConfigPath path, TextSpan owner, ConfigBinding binding)
    {
        if (node is not ConfigScalar scalar || PlainScalar.KindOf(scalar.Text) != ConfigScalarKind.Number || (scalar.Kind != ConfigScalarKind.Number && !scalar.Interpolated))
            return binding.WrongType(node, path, Expected, node is ConfigScalar { Kind: ConfigScalarKind.Text, Interpolated: false } text && PlainScalar.KindOf(text.Text) == ConfigScalarKind.Number ? "write it without quotes" : null);

        var value = double.Parse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (_whole && value != Math.Floor(value)) return binding.WrongType(node, path, Expected);
        if (value < min || value > max || !double.IsFinite(value) || Convert(scalar.Text, value) is not { } bound)
            return binding.Refuse(DiagnosticCode.OutOfRange, node, path, Expected);
        return bound;
    }

    public override void WriteSchema(SchemaWriter schema)
    {
        schema.Types(_whole ? "integer" : "number", "string");
        schema.Number("minimum", min);
        schema.Number("maximum", max);
        schema.Text("pattern", VariablePattern);
    }

    public override object? DefaultFor(object value) => value;

    private object? Convert(string text, double value)
    {
        if (type == typeof(double)) return value;
        if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var exact)) return null;
        if (type == typeof(decimal)) return exact;
        if (type == typeof(int)) return exact is >= int.MinValue and <= int.MaxValue ? (int)exact : null;
        return exact is >= long.MinValue and <= long.MaxValue ? (long)exact : null;
    }
}
