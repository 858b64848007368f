using Fabrik.Core.Config.Diagnostics;
using Fabrik.Core.Config.Nodes;

namespace Fabrik.Core.Config.Reading;

/// <summary>Makes scalars of what the parsers read, variables replaced.</summary>
/// <param name="variables">A variable's value; null when it is not set.</param>
internal sealed class ScalarReader(ConfigSource source, Func<string, string?> variables, DiagnosticBag bag)
{
    /// <param name="span">The scalar as written, quotes included.</param>
    /// <param name="quoted">True when it is text whatever it looks like.</param>
    public ConfigScalar Read(string text, bool quoted, TextSpan span)
    {
        if (!text.Contains("${", StringComparison.Ordinal))
            return new(quoted ? ConfigScalarKind.Text : PlainScalar.KindOf(text), text, Interpolated: false, span);

        var value = new VariableText(source, text, span, variables, bag).Replace(out var replaced, out var isWhole);
        if (value is null) return new(ConfigScalarKind.Unresolved, "", Interpolated: true, span);
        // "${PORT}" counts as what PORT holds, quoted or not: JSON has no unquoted form.
        return new(quoted && !isWhole ? ConfigScalarKind.Text : PlainScalar.KindOf(value), value, replaced, span);
    }
}
