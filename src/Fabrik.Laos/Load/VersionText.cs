using System.Text.RegularExpressions;

namespace Fabrik.Laos.Load;

internal static partial class VersionText
{
    /// <summary>The first <c>1.2.3</c> in what a tool says of itself; null when there is none.</summary>
    public static string? In(string said) => Pattern().Match(said) is { Success: true } match ? match.Value : null;

    [GeneratedRegex(@"[0-9]+\.[0-9]+\.[0-9]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Pattern();
}
