using System.Text;

namespace Fabrik.Telemetry.Otlp;

/// <summary>Counts rejected items and keeps the first few distinct reasons, each with the name of the first item it met.</summary>
internal sealed class Rejections
{
    private const int MaxReasons = 4;
    private const int MaxExampleBytes = 64;

    private readonly List<(string Reason, string Example, int Count)> _reasons = [];
    private int _foreign;

    public int Count { get; private set; }

    /// <summary>The other signal that every rejected item so far looks like; null where they differ or look like nothing.</summary>
    public OtlpSignal? Foreign { get; private set; }

    /// <param name="reason">One of few fixed texts: it tells reasons apart.</param>
    /// <param name="example">A name by which the sender finds the item, UTF-8; may be empty.</param>
    /// <param name="looksLike">The signal the item seems to be, where it isn't the one expected.</param>
    public void Add(string reason, ReadOnlySpan<byte> example, OtlpSignal? looksLike = null)
    {
        Count++;
        if (looksLike is not null && (_foreign == 0 || Foreign == looksLike)) (Foreign, _foreign) = (looksLike, _foreign + 1);

        for (var i = 0; i < _reasons.Count; i++)
        {
            if (_reasons[i].Reason != reason) continue;
            _reasons[i] = _reasons[i] with { Count = _reasons[i].Count + 1 };
            return;
        }

        if (_reasons.Count < MaxReasons) _reasons.Add((reason, Readable(example), 1));
    }

    /// <summary>True when nothing but items of one other signal was met.</summary>
    public bool AllForeign => Count > 0 && _foreign == Count;

    public string? Describe(OtlpSignal signal)
    {
        if (Count == 0) return null;
        var text = new StringBuilder();
        var told = 0;
        foreach (var (reason, example, count) in _reasons)
        {
            if (told > 0) text.Append("; ");
            text.Append(count).Append(' ').Append(OtlpRoute.Items(signal, count)).Append(": ").Append(reason);
            if (example.Length > 0) text.Append(" (first: \"").Append(example).Append("\")");
            told += count;
        }

        if (told < Count) text.Append("; ").Append(Count - told).Append(" for other reasons");
        return text.ToString();
    }

    private static string Readable(ReadOnlySpan<byte> utf8)
    {
        var text = OtlpText.Decode(utf8[..Math.Min(utf8.Length, MaxExampleBytes)]);
        return string.Create(text.Length, text, (target, source) =>
        {
            for (var i = 0; i < source.Length; i++) target[i] = char.IsControl(source[i]) || source[i] == '"' ? ' ' : source[i];
        });
    }
}
