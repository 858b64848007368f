namespace Fabrik.Core.Config.Diagnostics;

/// <summary>The known word nearest to a misspelt one, by Damerau-Levenshtein distance (optimal string alignment), case aside.</summary>
public static class SpellingSuggestion
{
    private const int MaxWord = 64;

    /// <returns>Null when nothing is within a third of the word's length. Ties go to the first in ordinal order.</returns>
    public static string? For(string word, IEnumerable<string> known)
    {
        if (word.Length is 0 or > MaxWord) return null;
        var best = known
            .Where(k => k.Length <= MaxWord)
            .Select(k => (Word: k, Distance: Distance(word.ToLowerInvariant(), k.ToLowerInvariant())))
            .OrderBy(c => c.Distance).ThenBy(c => c.Word, StringComparer.Ordinal)
            .FirstOrDefault();
        return best.Word is not null && best.Distance <= Math.Max(1, Math.Max(word.Length, best.Word.Length) / 3) && best.Distance < word.Length ? best.Word : null;
    }

    public static string? Help(string word, IEnumerable<string> known) => For(word, known) is { } near ? $"did you mean `{near}`?" : null;

    /// <summary>Insertions, deletions, replacements and swaps of neighbours that make one word the other.</summary>
    public static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) rows[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = a[i - 1] == b[j - 1] ? 0 : 1;
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }

        return rows[a.Length, b.Length];
    }
}
