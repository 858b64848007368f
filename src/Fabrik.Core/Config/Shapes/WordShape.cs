using Fabrik.Core.Config.Diagnostics;
using Fabrik.Core.Config.Nodes;
using Fabrik.Core.Text;

namespace Fabrik.Core.Config.Shapes;

/// <summary>An enum by its wire names; <c>true</c> and <c>false</c> among them are YAML's and JSON's own.</summary>
internal sealed class WordShape<TEnum> : ConfigShape
    where TEnum : struct, Enum
{
    private readonly string[] _words = [.. WireName.All<TEnum>()];

    public override string Expected => WordList.OneOf(_words);

    public override object? Bind(ConfigNode node, ConfigPath path, TextSpan owner, ConfigBinding binding)
    {
        if (node is not ConfigScalar scalar) return binding.WrongType(node, path, Expected);
        var isWord = scalar.Kind == ConfigScalarKind.Text || scalar.Interpolated;
        var text = scalar.Kind == ConfigScalarKind.Flag ? scalar.Text.ToLowerInvariant() : scalar.Text;
        if ((isWord && !IsFlag(text)) || scalar.Kind == ConfigScalarKind.Flag)
        {
            if (WireName.TryParse<TEnum>(text, out var value)) return value;
        }

        if (!isWord && scalar.Kind != ConfigScalarKind.Flag) return binding.WrongType(node, path, Expected);
        return binding.Refuse(DiagnosticCode.NotAllowed, node, path, Expected, scalar.Interpolated ? null : SpellingSuggestion.Help(text, _words));
    }

    public override void WriteSchema(SchemaWriter schema)
    {
        var words = _words.Where(w => !IsFlag(w)).ToArray();
        if (words.Length < _words.Length) schema.Types("boolean", "string");
        else schema.Types("string");
        schema.Text("pattern", $"^({string.Join('|', words)})$|{VariablePattern}");
        schema.Examples(_words.Select(w => IsFlag(w) ? (object)(w is "true") : w));
    }

    public override object? DefaultFor(object value)
    {
        var word = WireName.Of((TEnum)value);
        return IsFlag(word) ? (object)(word is "true") : word;
    }

    private static bool IsFlag(string word) => word is "true" or "false";
}
