using System.Text;
using Fabrik.Core.Config.Nodes;
using Fabrik.Core.Verdicts;

namespace Fabrik.Core.Config;

/// <summary>A configuration file's name and text. Reading the file is the caller's.</summary>
public sealed class ConfigSource
{
    private readonly int[] _lineStarts;

    public ConfigSource(string file, string text, ConfigFormat format)
    {
        (File, Text, Format) = (file, text.StartsWith('\uFEFF') ? text[1..] : text, format);
        _lineStarts = [0, .. Enumerable.Range(0, Text.Length).Where(i => Text[i] == '\n').Select(i => i + 1)];
    }

    /// <summary>As shown in errors.</summary>
    public string File { get; }

    /// <summary>Without a byte order mark.</summary>
    public string Text { get; }

    public ConfigFormat Format { get; }

    /// <summary>Set when the bytes were not UTF-8: where the first wrong one stands.</summary>
    public TextSpan? NotUtf8 { get; private init; }

    /// <summary>JSON when the name ends in <c>.json</c>, else YAML. Never throws: bytes that are not UTF-8 become an error when the file is loaded.</summary>
    public static ConfigSource FromBytes(string file, ReadOnlySpan<byte> utf8)
    {
        var format = file.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? ConfigFormat.Json : ConfigFormat.Yaml;
        var text = Encoding.UTF8.GetString(utf8);
        if (System.Text.Unicode.Utf8.IsValid(utf8)) return new(file, text, format);
        var wrong = 0;
        for (var rest = utf8; Rune.DecodeFromUtf8(rest, out var rune, out var used) == System.Buffers.OperationStatus.Done; rest = rest[used..]) wrong += rune.Utf16SequenceLength;
        return new(file, text, format) { NotUtf8 = new(Math.Max(0, wrong - (text.StartsWith('\uFEFF') ? 1 : 0)), 1) };
    }

    public SourceLocation Locate(int offset)
    {
        var line = LineOf(offset);
        return new(File, line + 1, Math.Clamp(offset, 0, Text.Length) - _lineStarts[line] + 1);
    }

    /// <param name="line">From 1.</param>
    /// <returns>The line without its end; empty beyond the text.</returns>
    public ReadOnlySpan<char> Line(int line)
    {
        if (line < 1 || line > _lineStarts.Length) return [];
        var end = line < _lineStarts.Length ? _lineStarts[line] : Text.Length;
        return Text.AsSpan(_lineStarts[line - 1], end - _lineStarts[line - 1]).TrimEnd("\r\n");
    }

    private int LineOf(int offset)
    {
        var found = Array.BinarySearch(_lineStarts, Math.Clamp(offset, 0, Text.Length));
        return found >= 0 ? found : ~found - 1;
    }
}
