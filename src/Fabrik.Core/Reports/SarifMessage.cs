using Fabrik.Core.Text;

namespace Fabrik.Core.Reports;

internal static class SarifMessage
{
    /// <summary>Message text that holds no placeholder (section 3.11.5 doubles braces) and no embedded link (3.11.6).</summary>
    public static string Escape(string text) => VisibleText.Lines(text)
        .Replace("{", "{{", StringComparison.Ordinal)
        .Replace("}", "}}", StringComparison.Ordinal)
        .Replace("](", "] (", StringComparison.Ordinal);
}
