using System.Text;
using System.Text.Json;
using Fabrik.Core.Config.Diagnostics;
using Fabrik.Core.Config.Nodes;
using Fabrik.Core.Redaction;

namespace Fabrik.Core.Config.Reading;

/// <summary>Reads JSON (RFC 8259) into nodes. Stops at the first error of syntax.</summary>
internal ref struct JsonConfigReader
{
    private readonly ScalarReader _scalars;
    private readonly DiagnosticBag _bag;
    private readonly byte[] _utf8;
    private Utf8JsonReader _reader;

    // Offsets only grow, so bytes are turned into characters once.
    private int _bytes;
    private int _chars;

    private JsonConfigReader(string text, ScalarReader scalars, DiagnosticBag bag)
    {
        _scalars = scalars;
        _bag = bag;
        _utf8 = Encoding.UTF8.GetBytes(text);
        _reader = new(_utf8, new JsonReaderOptions { MaxDepth = ConfigLimits.MaxDepth });
    }

    /// <returns>Null when the text is not JSON; the bag says why.</returns>
    public static ConfigNode? Read(ConfigSource source, ScalarReader scalars, DiagnosticBag bag)
    {
        var reader = new JsonConfigReader(source.Text, scalars, bag);
        try
        {
            reader._reader.Read();
            var node = reader.Value();
            // Reads on to the end: anything after the value is an error.
            while (reader._reader.Read())
            {
            }

            return node;
        }
        catch (JsonException e)
        {
            reader.Syntax(e);
            return null;
        }
    }

    private readonly void Syntax(JsonException e)
    {
        var span = new TextSpan(OffsetOf(e), 1);
        if (_utf8.AsSpan().Trim(" \t\r\n"u8).IsEmpty) _bag.Error(DiagnosticCode.Syntax, span, "the file is empty", "expected a JSON object");
        else if (_reader.CurrentDepth >= ConfigLimits.MaxDepth) _bag.Error(DiagnosticCode.Limit, span, $"values are nested deeper than {ConfigLimits.MaxDepth}");
        else _bag.Error(DiagnosticCode.Syntax, span, Sentence(e.Message));
    }

    private ConfigNode Value()
    {
        switch (_reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return Map();
            case JsonTokenType.StartArray:
                var start = CharOf(_reader.TokenStartIndex);
                var items = new List<ConfigNode>();
                while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray) items.Add(Value());
                return new ConfigList(items, new(start, 1));
            case JsonTokenType.String:
                return _scalars.Read(Text(), quoted: true, Token());
            default:
                return _scalars.Read(Text(), quoted: false, Token());
        }
    }

    private ConfigMap Map()
    {
        var start = CharOf(_reader.TokenStartIndex);
        var entries = new ConfigEntries(_bag);
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
        {
            var (key, span) = (Text(), Token());
            _reader.Read();
            entries.Add(key, span, Value());
        }

        return new(entries.All, new(start, 1));
    }

    private readonly string Text()
    {
        if (!_reader.ValueIsEscaped) return Encoding.UTF8.GetString(_reader.ValueSpan);
        var text = new byte[_reader.ValueSpan.Length];
        return Encoding.UTF8.GetString(text, 0, JsonText.Unescape(_reader.ValueSpan, text));
    }

    private TextSpan Token()
    {
        var quotes = _reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? 2 : 0;
        var start = CharOf(_reader.TokenStartIndex);
        return new(start, Encoding.UTF8.GetCharCount(_reader.ValueSpan) + quotes);
    }

    private int CharOf(long offset)
    {
        _chars += Encoding.UTF8.GetCharCount(_utf8, _bytes, (int)offset - _bytes);
        _bytes = (int)offset;
        return _chars;
    }

    private readonly int OffsetOf(JsonException e)
    {
        var line = 0;
        for (var left = e.LineNumber ?? 0; left > 0; left--) line = Array.IndexOf(_utf8, (byte)'\n', line) + 1;
        var at = Math.Min(line + (int)(e.BytePositionInLine ?? 0), _utf8.Length);
        return Encoding.UTF8.GetCharCount(_utf8, 0, at);
    }

    /// <summary>The parser's words without its own position, its advice to programmers and its full stop.</summary>
    private static string Sentence(string message)
    {
        foreach (var tail in (ReadOnlySpan<string>)[" LineNumber:", " which is not supported in this mode", " Change the reader options"])
        {
            var end = message.IndexOf(tail, StringComparison.Ordinal);
            if (end >= 0) message = message[..end];
        }

        return $"not JSON: {DisplayText.Clean(message.TrimEnd('.'))}";
    }
}
