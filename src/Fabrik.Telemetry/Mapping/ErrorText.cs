namespace Fabrik.Telemetry.Mapping;

/// <summary>Why a span failed, taken apart: several frameworks put class, message and stack into one text.</summary>
/// <param name="Type">The last part of a class name, or a code; null when the text tells none.</param>
internal sealed record ErrorText(string? Type, string Message, string? Stack)
{
    // Long enough for any class name; what is longer is prose.
    private const int MaxTypeLength = 120;
    private const int MaxGaps = 64;

    /// <summary>
    /// Knows two habits. LangChain.js: the message, an empty line, then a stack whose first line is the class and the message
    /// again. Python: <c>Class(arguments)</c> as repr() writes it, followed by its traceback.
    /// </summary>
    public static ErrorText Split(string text)
    {
        const string Gap = "\n\n";
        var at = text.IndexOf(Gap, StringComparison.Ordinal);
        for (var gaps = 0; at >= 0 && gaps < MaxGaps; gaps++, at = text.IndexOf(Gap, at + 1, StringComparison.Ordinal))
        {
            var header = text.AsSpan(at + Gap.Length);
            var type = header[..TypeLength(header)];
            if (type.IsEmpty || !header[type.Length..].StartsWith(": ")) continue;
            var message = text.AsSpan(0, at).TrimEnd();
            if (header[(type.Length + 2)..].StartsWith(message)) return new ErrorText(ShortType(type.ToString()), message.ToString(), header.ToString());
        }

        var python = text.IndexOf("Traceback (most recent call last)", StringComparison.Ordinal);
        if (python > 0)
        {
            var repr = text.AsSpan(0, python).TrimEnd();
            var type = repr[..TypeLength(repr)];
            if (!type.IsEmpty && repr.Length > type.Length && repr[type.Length] == '(' && repr[^1] == ')')
                return new ErrorText(ShortType(type.ToString()), repr[(type.Length + 1)..^1].Trim("'\",").ToString(), text[python..]);
        }

        return new ErrorText(null, text, null);
    }

    /// <summary><c>langgraph.errors.GraphInterrupt</c> and <c>System.TimeoutException</c> lose their namespace.</summary>
    public static string ShortType(string type)
    {
        var dot = type.LastIndexOf('.');
        return dot >= 0 && dot < type.Length - 1 && TypeLength(type) == type.Length ? type[(dot + 1)..] : type;
    }

    private static int TypeLength(ReadOnlySpan<char> text)
    {
        var i = 0;
        while (i < text.Length && i <= MaxTypeLength && (char.IsAsciiLetterOrDigit(text[i]) || text[i] is '_' or '.' or '$')) i++;
        return i is > 0 and <= MaxTypeLength && char.IsAsciiLetter(text[0]) ? i : 0;
    }
}
