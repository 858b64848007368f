namespace Fabrik.Telemetry.Mapping;

/// <summary>Why a span failed, taken apart: several frameworks put class, message and stack into one text.</summary>
/// <param name="Type">The last part of a class name, or a code; null when the text tells none.</param>
internal sealed record ErrorText(string? Type, string Message, string? Stack)
{
    // Long enough for any class name; what is longer is prose.
    private const int MaxTypeLength = 120;
    private const int MaxGaps = 64;

    /// <summary>
    /// Knows three habits. LangChain.js: the message, an empty line, then a stack whose first line is the class and the message
    /// again. Python: <c>Class(arguments)</c> as repr() writes it, followed by its traceback. Many: <c>Class: message</c>.
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

        return SplitLine(text);
    }

    // "Class: message" and "Class(message)", where the name alone says that it is a class of errors.
    private static ErrorText SplitLine(string text)
    {
        var type = text.AsSpan(0, TypeLength(text));
        if (!IsErrorClass(type)) return new ErrorText(null, text, null);
        var rest = text.AsSpan(type.Length);
        if (rest.StartsWith(": ")) return new ErrorText(ShortType(type.ToString()), rest[2..].ToString(), null);
        if (rest.StartsWith("(") && rest.EndsWith(")")) return new ErrorText(ShortType(type.ToString()), rest[1..^1].Trim("'\",").ToString(), null);
        return new ErrorText(rest.IsEmpty ? ShortType(type.ToString()) : null, text, null);
    }

    private static bool IsErrorClass(ReadOnlySpan<char> type) =>
        type.EndsWith("Error") || type.EndsWith("Exception") || type.EndsWith("Interrupt") || type is "ParentCommand" or "GraphBubbleUp";

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
