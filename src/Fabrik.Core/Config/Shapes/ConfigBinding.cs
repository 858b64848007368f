using Fabrik.Core.Config.Diagnostics;
using Fabrik.Core.Config.Nodes;
using Fabrik.Core.Verdicts;

namespace Fabrik.Core.Config.Shapes;

/// <summary>What all shapes need while they bind: where errors go, and how much an unknown key weighs.</summary>
internal sealed class ConfigBinding(DiagnosticBag bag, Severity unknownKeys)
{
    public DiagnosticBag Bag => bag;

    public Severity UnknownKeys => unknownKeys;

    public object? WrongType(ConfigNode node, ConfigPath path, string expected, string? help = null)
    {
        bag.Error(DiagnosticCode.WrongType, node.Span, $"{path.Quoted} {Describe(node)}", $"expected {expected}", help);
        return null;
    }

    public object? Refuse(string code, ConfigNode node, ConfigPath path, string expected, string? help = null)
    {
        bag.Error(code, node.Span, $"{path.Quoted} {Describe(node)}", $"expected {expected}", help);
        return null;
    }

    private static string Describe(ConfigNode node) => node switch
    {
        ConfigMap => "is a mapping",
        ConfigList => "is a list",
        ConfigScalar { Interpolated: true } => "is what a variable holds",
        ConfigScalar { Kind: ConfigScalarKind.Null } => "has no value",
        ConfigScalar { Kind: ConfigScalarKind.Text } text => $"is the text {DisplayText.Quote(text.Text)}",
        ConfigScalar scalar => $"is {DisplayText.Quote(scalar.Text)}",
        _ => "is not understood",
    };
}
