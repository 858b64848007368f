namespace Fabrik.Telemetry.Otlp.Protobuf;

/// <summary>A growing array used as a stack of half-read lists: the inner list is taken off before the outer goes on.</summary>
internal sealed class ScratchStack<T>
{
    private T[] _items = new T[16];

    public int Count { get; private set; }

    public void Push(T item)
    {
        if (Count == _items.Length) Array.Resize(ref _items, Count * 2);
        _items[Count++] = item;
    }

    /// <summary>Removes and returns everything above <paramref name="mark"/>.</summary>
    public T[] PopFrom(int mark)
    {
        var taken = _items.AsSpan(mark, Count - mark).ToArray();
        Rewind(mark);
        return taken;
    }

    public void Rewind(int mark)
    {
        _items.AsSpan(mark, Count - mark).Clear();
        Count = mark;
    }
}
