using Fabrik.Core.Config.Nodes;

namespace Fabrik.Core.Config.Reading;

/// <summary>What an unquoted scalar is: YAML 1.2.2 §10.3.2, the core schema, without hex, octal, infinities and not-a-number, so that JSON can say the same.</summary>
internal static class PlainScalar
{
    public static ConfigScalarKind KindOf(ReadOnlySpan<char> text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => ConfigScalarKind.Null,
        "true" or "True" or "TRUE" or "false" or "False" or "FALSE" => ConfigScalarKind.Flag,
        _ => IsNumber(text) ? ConfigScalarKind.Number : ConfigScalarKind.Text,
    };

    /// <summary><c>[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?</c></summary>
    private static bool IsNumber(ReadOnlySpan<char> text)
    {
        if (text[0] is '-' or '+') text = text[1..];
        var whole = Digits(text);
        text = text[whole..];
        var fraction = 0;
        if (text.StartsWith('.'))
        {
            fraction = Digits(text[1..]);
            text = text[(1 + fraction)..];
        }

        if (whole + fraction == 0) return false;
        if (text.IsEmpty) return true;
        if (text[0] is not ('e' or 'E')) return false;
        text = text[1..];
        if (text.StartsWith('-') || text.StartsWith('+')) text = text[1..];
        return text.Length > 0 && Digits(text) == text.Length;
    }

    private static int Digits(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text.Length : end;
    }
}
