using System.Globalization;
using Fabrik.Core.Verdicts;

namespace Fabrik.Core.Reports;

/// <summary>A value and its limit as lengths along a bar 200 wide, in the number form of SVG.</summary>
internal sealed record LimitBar(string Value, string Limit)
{
    private const double Width = 200;

    /// <summary>Null where there is nothing to draw: no number or limit, infinite, or below zero.</summary>
    public static LimitBar? Of(Finding finding)
    {
        if (finding is not { Value: >= 0 and var value, Limit: >= 0 and var limit }) return null;

        // The longer of the two ends a little short of the bar's end.
        var longest = Math.Max(value, limit) * 1.1;
        return longest > 0 && double.IsFinite(longest) ? new LimitBar(Length(value / longest), Length(limit / longest)) : null;
    }

    private static string Length(double share) => (share * Width).ToString("0.#", CultureInfo.InvariantCulture);
}
