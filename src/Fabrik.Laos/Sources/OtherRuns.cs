using Fabrik.Core.Scope;

namespace Fabrik.Laos.Sources;

/// <summary>The runs a backend knows where the one that was asked for is not: most absent runs are only misspelt.</summary>
internal static class OtherRuns
{
    private const int Named = 5;

    /// <param name="values">Of the run's label; what is no run id is passed over, and so is the run itself: its fence may be there all the same.</param>
    /// <returns>A few names, in ordinal order; null where there is none.</returns>
    public static string? Names(IEnumerable<string> values, RunId run)
    {
        var names = values.Where(v => RunId.TryParse(v, out var id) && id != run).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        if (names.Count == 0) return null;
        return string.Join(", ", names.Take(Named)) + (names.Count > Named ? $" and {names.Count - Named} more" : "");
    }
}
