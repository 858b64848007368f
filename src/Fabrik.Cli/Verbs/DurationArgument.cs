using System.CommandLine.Parsing;
using Fabrik.Core.Config;

namespace Fabrik.Cli.Verbs;

/// <summary>Reads <c>500ms</c>, <c>30s</c>, <c>10m</c>, <c>24h</c>, <c>7d</c>.</summary>
internal static class DurationArgument
{
    public static TimeSpan? Parse(ArgumentResult result)
    {
        var text = result.Tokens.Count == 1 ? result.Tokens[0].Value : "";
        if (DurationText.TryParse(text, out var span)) return span;
        result.AddError($"'{text}' is not a time: expected a number and ms, s, m, h or d, such as 30m");
        return null;
    }
}
