namespace Fabrik.Laos.Evidence;

/// <summary>Every text once, in the order of first use.</summary>
internal sealed class TextTable
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<string> _all = [];

    public IReadOnlyList<string> All => _all;

    /// <summary>From 1; 0 for no text.</summary>
    public int Place(string? text)
    {
        if (text is null) return 0;
        if (_places.TryGetValue(text, out var place)) return place;
        _all.Add(text);
        return _places[text] = _all.Count;
    }
}
