using System.Text;
using Fabrik.Core.Config.Diagnostics;
using Fabrik.Core.Config.Nodes;

namespace Fabrik.Core.Config.Reading;

/// <summary>
/// Replaces <c>${NAME}</c> and <c>${NAME:-default}</c> (the default also stands in for an empty variable, as in POSIX shells);
/// <c>$${</c> is a literal <c>${</c>. What a variable holds is taken as it is: it is not looked at for variables again.
/// </summary>
internal readonly ref struct VariableText(ConfigSource source, string text, TextSpan span, Func<string, string?> variables, DiagnosticBag bag)
{
    /// <returns>Null after an error, which is in the bag.</returns>
    /// <param name="replaced">True when a variable was replaced.</param>
    /// <param name="isWhole">True when the text was one variable and nothing else.</param>
    public string? Replace(out bool replaced, out bool isWhole)
    {
        (replaced, isWhole) = (false, false);
        var result = new StringBuilder();
        var (at, occurrence, failed) = (0, 0, false);
        while (text.IndexOf("${", at, StringComparison.Ordinal) is >= 0 and var start)
        {
            occurrence++;
            if (start > at && text[start - 1] == '$')
            {
                result.Append(text, at, start - 1 - at).Append("${");
                at = start + 2;
                continue;
            }

            result.Append(text, at, start - at);
            var end = text.IndexOf('}', start);
            if (end < 0)
            {
                bag.Error(DiagnosticCode.Variable, Position(occurrence, 2), "`${` without a closing `}`", "expected ${NAME} or ${NAME:-default}", "write `$${` for a literal `${`");
                return null;
            }

            var value = Value(text[(start + 2)..end], Position(occurrence, end + 1 - start));
            failed |= value is null;
            result.Append(value);
            (replaced, isWhole, at) = (true, start == 0 && end == text.Length - 1, end + 1);
        }

        return failed ? null : result.Append(text, at, text.Length - at).ToString();
    }

    private string? Value(string inside, TextSpan position)
    {
        var split = inside.IndexOf(":-", StringComparison.Ordinal);
        var name = split < 0 ? inside : inside[..split];
        if (!IsName(name))
        {
            bag.Error(DiagnosticCode.Variable, position, $"{DisplayText.Quote(name)} is not the name of a variable", "expected letters, digits and _, a letter or _ first");
            return null;
        }

        var value = variables(name);
        if (split >= 0) return string.IsNullOrEmpty(value) ? inside[(split + 2)..] : value;
        if (value is not null) return value;
        bag.Error(DiagnosticCode.Variable, position, $"variable {DisplayText.Quote(name)} is not set", "expected a variable of the environment", $"set {name}, or write `${{{name}:-default}}`");
        return null;
    }

    private static bool IsName(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.AsSpan().IndexOfAnyExcept(NameCharacters) < 0;

    private static readonly System.Buffers.SearchValues<char> NameCharacters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    /// <summary>The n-th <c>${</c> of the value is the n-th in the source, unless escapes hide it; then the scalar's start must do.</summary>
    private TextSpan Position(int occurrence, int length)
    {
        var at = span.Start - 1;
        var end = Math.Min(span.End, source.Text.Length);
        for (var i = 0; i < occurrence; i++)
        {
            at = at + 1 < end ? source.Text.IndexOf("${", at + 1, end - at - 1, StringComparison.Ordinal) : -1;
            if (at < 0) return span;
        }

        return new(at, length);
    }
}
