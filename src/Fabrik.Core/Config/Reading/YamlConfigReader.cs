using Fabrik.Core.Config.Diagnostics;
using Fabrik.Core.Config.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Fabrik.Core.Config.Reading;

/// <summary>
/// Reads one YAML document into nodes from the parser's events. Aliases stand for the node they name, up to
/// <see cref="ConfigLimits.MaxNodes"/> values in all; tags and complex keys are errors. Stops at the first error of syntax.
/// </summary>
internal sealed class YamlConfigReader
{
    private readonly Parser _parser;
    private readonly ConfigSource _source;
    private readonly ScalarReader _scalars;
    private readonly DiagnosticBag _bag;
    private readonly Dictionary<string, (ConfigNode Node, int Size)> _anchors = new(StringComparer.Ordinal);
    private int _nodes;

    private YamlConfigReader(ConfigSource source, ScalarReader scalars, DiagnosticBag bag)
    {
        _parser = new Parser(new StringReader(source.Text));
        (_source, _scalars, _bag) = (source, scalars, bag);
    }

    /// <returns>Null when the text is not one YAML document within the limits; the bag says why. An empty text is an empty mapping.</returns>
    public static ConfigNode? Read(ConfigSource source, ScalarReader scalars, DiagnosticBag bag)
    {
        var reader = new YamlConfigReader(source, scalars, bag);
        try
        {
            var root = reader.Document();
            if (root is null && !bag.HasErrors) reader.Broken();
            return root;
        }
        catch (YamlException e)
        {
            reader.Syntax(e);
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or FormatException or OverflowException or IndexOutOfRangeException)
        {
            // The parser's own slips on broken input, an unclosed bracket among them.
            reader.Broken();
        }

        return null;
    }

    private void Broken()
    {
        var end = _parser.Current?.End ?? Mark.Empty;
        _bag.Error(DiagnosticCode.Syntax, SpanOf(end, end), "not YAML from here on", help: "look for a bracket, a quote or a colon that is missing");
    }

    private void Syntax(YamlException e)
    {
        if (e.Message.Contains("tab as indentation", StringComparison.Ordinal) && FirstTab() is { } tab)
            _bag.Error(DiagnosticCode.Syntax, tab, "not YAML: a tab indents this line", "expected spaces");
        else
            _bag.Error(DiagnosticCode.Syntax, SpanOf(e.Start, e.Start), $"not YAML: {DisplayText.Clean(e.Message.TrimEnd('.'))}");
    }

    /// <summary>The parser says where the mapping begins, not where the tab stands.</summary>
    private TextSpan? FirstTab()
    {
        var text = _source.Text;
        for (var at = text.IndexOf('\t'); at >= 0; at = text.IndexOf('\t', at + 1))
        {
            var line = at == 0 ? 0 : text.LastIndexOf('\n', at - 1) + 1;
            if (text.AsSpan(line, at - line).IndexOfAnyExcept(' ') < 0) return new(at, 1);
        }

        return null;
    }

    private ConfigNode? Document()
    {
        ConfigNode? root = new ConfigMap([], default);
        var documents = 0;
        while (_parser.MoveNext())
        {
            switch (_parser.Current)
            {
                case DocumentStart start when ++documents > 1:
                    _bag.Error(DiagnosticCode.Documents, SpanOf(start.Start, start.End), "a second document begins here", "expected one document in the file");
                    return null;
                case NodeEvent or AnchorAlias:
                    root = Item(_parser.Current, 1);
                    if (root is null) return null;
                    break;
                default:
                    break;
            }
        }

        return root is ConfigScalar { Kind: ConfigScalarKind.Null, Text: "" } ? new ConfigMap([], root.Span) : root;
    }

    /// <returns>Null after an error that ends the reading.</returns>
    private ConfigNode? Node(NodeEvent start, int depth)
    {
        if (depth > ConfigLimits.MaxDepth) return Stop(start, $"values are nested deeper than {ConfigLimits.MaxDepth}");
        if (start is YamlDotNet.Core.Events.Scalar or MappingStart or SequenceStart && !start.Tag.IsEmpty && !start.Tag.IsNonSpecific)
            _bag.Error(DiagnosticCode.Tag, SpanOf(start.Start, start.End), $"tag {DisplayText.Quote(start.Tag.Value)} is not supported", "expected a value without a tag", "quote the value to make it text");

        var before = _nodes;
        ConfigNode? node = start switch
        {
            MappingStart mapping => Map(mapping, depth),
            SequenceStart sequence => List(sequence, depth),
            YamlDotNet.Core.Events.Scalar scalar => Scalar(scalar),
            _ => null,
        };
        if (node is null || ++_nodes > ConfigLimits.MaxNodes) return node is null ? null : Stop(start, $"more than {ConfigLimits.MaxNodes} values");
        if (!start.Anchor.IsEmpty) _anchors[start.Anchor.Value] = (node, _nodes - before);
        return node;
    }

    private ConfigMap? Map(MappingStart start, int depth)
    {
        var entries = new ConfigEntries(_bag);
        while (_parser.MoveNext() && _parser.Current is not MappingEnd)
        {
            var key = _parser.Current!;
            var keySpan = SpanOf(key.Start, key.End);
            var name = Item(key, depth + 1);
            if (name is null || !_parser.MoveNext()) return null;
            var value = Item(_parser.Current!, depth + 1);
            if (value is null) return null;
            if (name is ConfigScalar { Interpolated: false } text && key is not AnchorAlias) entries.Add(text.Text, keySpan, value);
            else _bag.Error(DiagnosticCode.Syntax, keySpan, "a key must be plain text", "expected a name");
        }

        return new(entries.All, SpanOf(start.Start, start.End));
    }

    private ConfigList? List(SequenceStart start, int depth)
    {
        var items = new List<ConfigNode>();
        while (_parser.MoveNext() && _parser.Current is not SequenceEnd)
        {
            if (Item(_parser.Current!, depth + 1) is not { } item) return null;
            items.Add(item);
        }

        return new(items, SpanOf(start.Start, start.End));
    }

    private ConfigNode? Item(ParsingEvent current, int depth) => current switch
    {
        AnchorAlias alias => Alias(alias),
        NodeEvent node => Node(node, depth),
        _ => null,
    };

    private ConfigNode? Alias(AnchorAlias alias)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out var named))
        {
            _bag.Error(DiagnosticCode.Alias, SpanOf(alias.Start, alias.End), $"nothing above is named {DisplayText.Quote("&" + alias.Value.Value)}", "expected an anchor that is complete before its alias");
            return null;
        }

        _nodes += named.Size;
        return _nodes > ConfigLimits.MaxNodes
            ? Stop(alias, $"aliases repeat more than {ConfigLimits.MaxNodes} values", DiagnosticCode.Alias)
            : named.Node;
    }

    private ConfigScalar Scalar(YamlDotNet.Core.Events.Scalar scalar) =>
        _scalars.Read(scalar.Value, scalar.Style != ScalarStyle.Plain, SpanOf(scalar.Start, scalar.End));

    private ConfigNode? Stop(ParsingEvent at, string message, string code = DiagnosticCode.Limit)
    {
        _bag.Error(code, SpanOf(at.Start, at.End), message);
        return null;
    }

    private TextSpan SpanOf(in Mark start, in Mark end)
    {
        var from = (int)Math.Clamp(start.Index, 0, _source.Text.Length);
        return new(from, (int)Math.Max(1, end.Index - from));
    }
}
