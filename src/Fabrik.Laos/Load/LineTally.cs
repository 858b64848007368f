namespace Fabrik.Laos.Load;

/// <summary>Counts the lines of a running tool that match.</summary>
/// <param name="hides">These lines are data, not talk: they are not shown.</param>
public sealed class LineTally(Func<string, bool> matches, bool hides = false)
{
    public long Count { get; private set; }

    public string? First { get; private set; }

    /// <returns>False for a line that is not to be shown.</returns>
    public bool Offer(string line)
    {
        if (!matches(line)) return true;
        Count++;
        First ??= line;
        return !hides;
    }
}
