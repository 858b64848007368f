namespace Fabrik.Core.Redaction;

/// <summary>
/// A key cut into lower-case words: at '-', '_', '.', other punctuation and the humps of camelCase.
/// <c>OPENAI_API_KEY</c>, <c>openai.apiKey</c> and <c>openai-api-key</c> are the same three words.
/// </summary>
internal ref struct KeyWords(Span<char> text, Span<byte> starts)
{
    public const int MaxLength = 128;

    private readonly Span<char> _text = text;
    private readonly Span<byte> _starts = starts;
    private int _length;

    public int Count { get; private set; }

    public readonly ReadOnlySpan<char> Whole => _text[.._length];

    /// <summary>The words from <paramref name="word"/> to the last one, written together.</summary>
    public readonly ReadOnlySpan<char> From(int word) => _text[_starts[word].._length];

    public readonly ReadOnlySpan<char> Word(int word) => _text[_starts[word]..(word + 1 < Count ? _starts[word + 1] : _length)];

    public void DropLast()
    {
        Count--;
        _length = _starts[Count];
    }

    /// <summary><c>password2</c> is <c>password</c>.</summary>
    public void DropTrailingDigits()
    {
        if (Count == 0) return;
        var length = _length;
        while (length > 0 && char.IsAsciiDigit(_text[length - 1])) length--;
        if (length > _starts[Count - 1]) _length = length;
        else if (Count > 1) DropLast();
    }

    /// <summary>Of a key longer than <see cref="MaxLength"/> only the end counts.</summary>
    public void Split(ReadOnlySpan<byte> key)
    {
        if (key.Length > MaxLength) key = key[^MaxLength..];
        (_length, Count) = (0, 0);
        byte previous = 0;
        for (var i = 0; i < key.Length; i++)
        {
            var c = key[i];
            if (!IsWordByte(c))
            {
                previous = 0;
                continue;
            }

            if (StartsWord(previous, c, i + 1 < key.Length ? key[i + 1] : (byte)0)) _starts[Count++] = (byte)_length;
            _text[_length++] = (char)(char.IsAsciiLetterUpper((char)c) ? c | 0x20 : c);
            previous = c;
        }
    }

    private static bool StartsWord(byte previous, byte c, byte next)
    {
        if (previous == 0) return true;
        if (!char.IsAsciiLetterUpper((char)c)) return false;
        return !char.IsAsciiLetterUpper((char)previous) || char.IsAsciiLetterLower((char)next);
    }

    private static bool IsWordByte(byte c) => c >= 0x80 || char.IsAsciiLetterOrDigit((char)c);
}
