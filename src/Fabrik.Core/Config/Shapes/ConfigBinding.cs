using Fabrik.Core.Config.Diagnostics;
using Fabrik.Core.Config.Nodes;
using Fabrik.Core.Verdicts;

namespace Fabrik.Core.Config.Shapes;

/// <summary>What all shapes need while they bind: where errors go, and how much an unknown key weighs.</summary>
internal sealed class ConfigBinding(DiagnosticBag bag, Severity unknownKeys)
{
    public DiagnosticBag Bag => bag;

    public Severity UnknownKeys => unknownKeys;

    public object? WrongType(ConfigNode node, ConfigPath path, string expected, string? help = null) =>
        Refuse(DiagnosticCode.WrongType, node, path, expected, help);

    /// <returns>Null, for the caller to pass on.</returns>
    public object? Refuse(string code, ConfigNode node, ConfigPath path, string expected, string? help = null)
    {
        if (node is not ConfigScalar { Kind: ConfigScalarKind.Unresolved }) bag.Error(code, node.Span, $"{path.Quoted} {Describe(node)}", $"expected {expected}", help);
        return null;
    }

    private static string Describe(ConfigNode node) => node switch
    {
        ConfigMap { Entries.Count: 0 } => "is an empty mapping",
        ConfigMap => "is a mapping",
        ConfigList { Items.Count: 0 } => "is an empty list",
        ConfigList => "is a list",
        ConfigScalar { Interpolated: true } => "is set by a variable that holds something else",
        ConfigScalar { Kind: ConfigScalarKind.Null } => "has no value",
        ConfigScalar { Kind: ConfigScalarKind.Text, Text: "" } => "is empty",
        ConfigScalar { Kind: ConfigScalarKind.Text } text => $"is the text {DisplayText.Quote(text.Text)}",
        ConfigScalar { Kind: ConfigScalarKind.Number } number => $"is the number {DisplayText.Quote(number.Text)}",
        ConfigScalar scalar => $"is {DisplayText.Quote(scalar.Text)}",
        _ => "is not understood",
    };
}
