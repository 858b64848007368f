using System.CommandLine.Parsing;
using System.Globalization;

namespace Fabrik.Cli.Verbs;

/// <summary>Reads <c>500ms</c>, <c>30s</c>, <c>10m</c>, <c>24h</c>, <c>7d</c>.</summary>
internal static class DurationArgument
{
    public static TimeSpan? Parse(ArgumentResult result)
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (TryParse(text, out var span)) return span;
        result.AddError($"'{text}' is not a time: expected a number and ms, s, m, h or d, such as 30m");
        return null;
    }

    public static bool TryParse(string text, out TimeSpan span)
    {
        span = default;
        var digits = text.TakeWhile(c => char.IsAsciiDigit(c) || c == '.').Count();
        if (!double.TryParse(text.AsSpan(0, digits), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return false;
        double? milliseconds = text[digits..] switch
        {
            "ms" => number,
            "s" => number * 1000,
            "m" or "min" => number * 60_000,
            "h" => number * 3_600_000,
            "d" => number * 86_400_000,
            _ => null,
        };
        if (milliseconds is not { } ms || ms > 86_400_000.0 * 36_500) return false;
        span = TimeSpan.FromMilliseconds(ms);
        return true;
    }
}
