using System.Text.RegularExpressions;
using Fabrik.Core.Config.Diagnostics;
using Fabrik.Core.Config.Nodes;

namespace Fabrik.Core.Config.Shapes;

internal sealed class TextShape(string? pattern, string[]? allowed, bool notEmpty) : ConfigShape
{
    private readonly Regex? _regex = pattern is null ? null : new($"^(?:{pattern})\\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    public override string Expected => allowed is not null ? WordList.OneOf(allowed) : pattern is not null ? $"text like {pattern}" : notEmpty ? "text that is not empty" : "text";

    public override object? Bind(ConfigNode node, ConfigPath path, TextSpan owner, ConfigBinding binding)
    {
        if (node is not ConfigScalar scalar) return binding.WrongType(node, path, Expected);
        if (scalar.Kind != ConfigScalarKind.Text && !scalar.Interpolated)
            return binding.WrongType(node, path, Expected, scalar.Kind == ConfigScalarKind.Null ? "remove the key or give it a value" : $"put it in quotes: \"{scalar.Text}\"");
        if (notEmpty && scalar.Text.Length == 0) return binding.Refuse(DiagnosticCode.Empty, node, path, Expected);
        if (allowed is not null && !allowed.Contains(scalar.Text, StringComparer.Ordinal))
            return binding.Refuse(DiagnosticCode.NotAllowed, node, path, Expected, scalar.Interpolated ? null : SpellingSuggestion.Help(scalar.Text, allowed));
        if (_regex is not null && !_regex.IsMatch(scalar.Text)) return binding.Refuse(DiagnosticCode.Pattern, node, path, Expected);
        return scalar.Text;
    }

    public override void WriteSchema(SchemaWriter schema)
    {
        schema.Types("string");
        if (notEmpty) schema.Number("minLength", 1);
        if (allowed is not null)
        {
            schema.Text("pattern", $"^({string.Join('|', allowed.Select(Regex.Escape))})$|{VariablePattern}");
            schema.Examples(allowed);
        }
        else if (pattern is not null) schema.Text("pattern", $"^({pattern})$|{VariablePattern}");
    }

    public override object? DefaultFor(object value) => value;
}
