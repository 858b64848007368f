using System.Globalization;
using System.Text;
using Fabrik.Core.Config.Diagnostics;
using Fabrik.Core.Text;
using Fabrik.Core.Verdicts;

namespace Fabrik.Core.Config;

/// <summary>
/// A diagnostic as a good compiler prints it: the message, the place, the line with what is wrong underlined, and help.
/// Lines end in LF; no colour. Text of the file is shown safely: no control or invisible character reaches the terminal.
/// </summary>
public static class DiagnosticText
{
    /// <summary>UTF-16 units of a long line shown before and after what is wrong.</summary>
    private const int Before = 60;
    private const int After = 60;

    public static string Render(Diagnostic diagnostic, ConfigSource source)
    {
        var number = diagnostic.Location.Line.ToString(CultureInfo.InvariantCulture);
        var gutter = new string(' ', number.Length);
        var (line, carets) = Underline(source.Line(diagnostic.Location.Line), diagnostic.Location.Column - 1, diagnostic.Length);
        var text = new StringBuilder();
        text.Append(WireName.Of(diagnostic.Severity)).Append(": ").Append(diagnostic.Message).Append('\n');
        text.Append(gutter).Append(" --> ").Append(diagnostic.Location).Append('\n');
        text.Append(gutter).Append(" |\n");
        text.Append(number).Append(" |").Append(line.Length > 0 ? " " : "").Append(line).Append('\n');
        text.Append(gutter).Append(" | ").Append(carets).Append(diagnostic.Expected is null ? "" : " " + diagnostic.Expected).Append('\n');
        if (diagnostic.Help is not null) text.Append(gutter).Append(" = help: ").Append(diagnostic.Help).Append('\n');
        return text.ToString();
    }

    /// <summary>All of them with an empty line after each, and a last line that counts them; empty for none.</summary>
    public static string RenderAll(IReadOnlyList<Diagnostic> diagnostics, ConfigSource source)
    {
        if (diagnostics.Count == 0) return "";
        var text = new StringBuilder();
        foreach (var diagnostic in diagnostics) text.Append(Render(diagnostic, source)).Append('\n');
        var errors = diagnostics.Count(d => d.Severity == Severity.Error);
        var warnings = diagnostics.Count - errors;
        var counts = new[] { Count(errors, "error"), Count(warnings, "warning") }.Where(c => c.Length > 0);
        return text.Append(string.Join(" and ", counts)).Append(" in ").Append(source.File).Append('\n').ToString();
    }

    private static string Count(int count, string noun) => count switch
    {
        0 => "",
        1 => $"1 {noun}",
        _ => $"{count} {noun}s",
    };

    private static (string Line, string Carets) Underline(ReadOnlySpan<char> line, int column, int length)
    {
        column = Math.Clamp(column, 0, line.Length);
        var end = Math.Clamp(column + Math.Min(length, Before + After), column, line.Length);
        var from = WholeCharacter(line, column > Before * 2 ? column - Before : 0);
        var to = WholeCharacter(line, line.Length - end > After * 2 ? end + After : line.Length);
        var text = new StringBuilder(from > 0 ? "…" : "");
        var (before, under) = (text.Length, 0);
        var at = from;
        foreach (var rune in line[from..to].EnumerateRunes())
        {
            var width = DisplayText.Append(text, rune);
            if (at < column) before += width;
            else if (at < end) under += width;
            at += rune.Utf16SequenceLength;
        }

        if (to < line.Length) text.Append('…');
        return (text.ToString().TrimEnd(' '), new string(' ', before) + new string('^', Math.Clamp(under, 1, Before + After)));
    }

    private static int WholeCharacter(ReadOnlySpan<char> line, int at) => at > 0 && at < line.Length && char.IsLowSurrogate(line[at]) ? at - 1 : at;
}
