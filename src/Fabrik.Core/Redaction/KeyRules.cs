using System.Collections.Frozen;
using System.Text;

namespace Fabrik.Core.Redaction;

/// <summary>Judges keys. Built once, then only read.</summary>
internal sealed class KeyRules
{
    private const int Letters = 26;
    private const int MostWords = 4;

    private readonly FrozenDictionary<string, RedactionRule>.AlternateLookup<ReadOnlySpan<char>> _wordEnds;
    private readonly FrozenDictionary<string, RedactionRule>.AlternateLookup<ReadOnlySpan<char>> _whole;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _allowed;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _neutral;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _identifier;
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _harmless;
    private readonly KeyValuePair<string, RedactionRule>[] _anyEnds;

    /// <summary>The last two letters of everything above: most keys end otherwise and are done.</summary>
    private readonly bool[] _endings = new bool[Letters * Letters];
    private readonly bool _hasAllowed;

    public KeyRules(RedactionRules rules)
    {
        var denied = rules.DeniedKeys.Select(k => KeyValuePair.Create(Normal(k), new RedactionRule($"key:{Snake(k)}", RedactionKind.Secret)));
        var wordEnds = KeyPhrases.WordEnds.Concat(denied).Where(p => p.Key.Length > 0).DistinctBy(p => p.Key).ToFrozenDictionary(StringComparer.Ordinal);
        var whole = KeyPhrases.Whole.ToFrozenDictionary(StringComparer.Ordinal);
        _anyEnds = [.. KeyPhrases.AnyEnds];
        _wordEnds = wordEnds.GetAlternateLookup<ReadOnlySpan<char>>();
        _whole = whole.GetAlternateLookup<ReadOnlySpan<char>>();
        _allowed = rules.AllowedKeys.Select(Normal).ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        _hasAllowed = rules.AllowedKeys.Count > 0;
        _neutral = KeyPhrases.Neutral.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        _identifier = KeyPhrases.Identifier.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        _harmless = KeyPhrases.BeforeHarmlessToken.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var phrase in wordEnds.Keys.Concat(whole.Keys).Concat(KeyPhrases.Neutral).Concat(KeyPhrases.Identifier)) Remember(phrase);
    }

    /// <param name="key">UTF-8, unescaped.</param>
    public KeyVerdict Judge(ReadOnlySpan<byte> key)
    {
        if (key.Length < 2 || !MayMatch(key[^2], key[^1])) return KeyVerdict.None;

        // A key that was redacted itself says nothing any more: its marker's words are ours.
        if (key.IndexOf("[redacted:"u8) >= 0) return KeyVerdict.None;

        var words = new KeyWords(stackalloc char[KeyWords.MaxLength], stackalloc byte[KeyWords.MaxLength]);
        words.Split(key);
        if (words.Count == 0 || (_hasAllowed && _allowed.Contains(words.Whole))) return KeyVerdict.None;

        var identifier = _identifier.Contains(words.Word(words.Count - 1));
        // A user id among the attributes of telemetry names a person; as a tool's argument it names a record.
        if (key.Contains((byte)'.') && EndsInUserId(words)) return new(KeyPhrases.User, identifier);

        words.DropTrailingDigits();
        while (words.Count > 1 && _neutral.Contains(words.Word(words.Count - 1))) words.DropLast();
        return new(Denied(words), identifier);
    }

    private RedactionRule? Denied(KeyWords words)
    {
        if (_whole.TryGetValue(words.Whole, out var rule)) return rule;
        for (var from = Math.Max(0, words.Count - MostWords); from < words.Count; from++)
        {
            if (!_wordEnds.TryGetValue(words.From(from), out rule)) continue;
            return IsHarmlessToken(words, rule, from) || IsConversation(words, from) ? null : rule;
        }

        foreach (var (end, strong) in _anyEnds)
        {
            if (words.Whole.EndsWith(end, StringComparison.Ordinal)) return strong;
        }

        return null;
    }

    private bool IsHarmlessToken(KeyWords words, RedactionRule rule, int from) =>
        rule == KeyPhrases.Token && from > 0 && from == words.Count - 1 && _harmless.Contains(words.Word(from - 1));

    /// <summary><c>session.id</c> and <c>sessionId</c> name a conversation; a cookie is spelt <c>sessionid</c>.</summary>
    private static bool IsConversation(KeyWords words, int from) => words.Count - from == 2 && words.From(from) is "sessionid";

    private static bool EndsInUserId(KeyWords words) =>
        words.Count >= 2 && words.Word(words.Count - 1) is "id" && words.Word(words.Count - 2) is "user" or "enduser";

    private bool MayMatch(byte second, byte last)
    {
        var (a, b) = ((second | 0x20) - 'a', (last | 0x20) - 'a');
        return (uint)a >= Letters || (uint)b >= Letters || _endings[(a * Letters) + b];
    }

    private void Remember(string phrase)
    {
        var (a, b) = (phrase[^2] - 'a', phrase[^1] - 'a');
        if ((uint)a < Letters && (uint)b < Letters) _endings[(a * Letters) + b] = true;
    }

    private static string Normal(string key)
    {
        var words = new KeyWords(stackalloc char[KeyWords.MaxLength], stackalloc byte[KeyWords.MaxLength]);
        words.Split(Encoding.UTF8.GetBytes(key));
        return words.Whole.ToString();
    }

    private static string Snake(string key)
    {
        var words = new KeyWords(stackalloc char[KeyWords.MaxLength], stackalloc byte[KeyWords.MaxLength]);
        words.Split(Encoding.UTF8.GetBytes(key));
        var name = new StringBuilder();
        for (var i = 0; i < words.Count; i++) name.Append(i > 0 ? "_" : "").Append(words.Word(i));
        return name.ToString();
    }
}
