namespace Fabrik.Laos.Evidence;

/// <summary>Every value once, in the order of first use.</summary>
internal sealed class PlaceTable<T>
    where T : notnull
{
    private readonly Dictionary<T, int> _places = [];
    private readonly List<T> _all = [];

    public IReadOnlyList<T> All => _all;

    /// <summary>From 1.</summary>
    public int Place(T value)
    {
        if (_places.TryGetValue(value, out var place)) return place;
        _all.Add(value);
        return _places[value] = _all.Count;
    }
}
