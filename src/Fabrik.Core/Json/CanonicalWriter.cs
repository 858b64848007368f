using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;

namespace Fabrik.Core.Json;

/// <summary>Reads one JSON text and writes it in canonical form. Members are written as they come and put in order when their object ends.</summary>
internal sealed class CanonicalWriter(int sizeHint) : IDisposable
{
    private readonly PooledBytes _output = new(sizeHint);
    private readonly PooledBytes _keys = new(256);
    private readonly PooledBytes _scratch = new(256);
    private readonly List<Member> _members = [];
    private string? _error;

    public ReadOnlySpan<byte> Written => _output.Written;

    /// <summary>Null, or what is wrong.</summary>
    public string? TryWrite(ReadOnlySpan<byte> utf8Json)
    {
        if (!Utf8.IsValid(utf8Json)) return $"not UTF-8 at byte {FirstInvalidByte(utf8Json)}; expected UTF-8 without lone surrogates";
        var reader = new Utf8JsonReader(utf8Json, new JsonReaderOptions { MaxDepth = CanonicalJson.MaxDepth });
        try
        {
            if (!reader.Read() || !WriteValue(ref reader)) return _error ?? "nothing to read; expected one JSON value";

            // A second value makes the reader throw.
            reader.Read();
            return null;
        }
        catch (JsonException e)
        {
            return e.Message;
        }
    }

    public void Dispose()
    {
        _output.Dispose();
        _keys.Dispose();
        _scratch.Dispose();
    }

    private bool WriteValue(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                return WriteObject(ref reader);
            case JsonTokenType.StartArray:
                return WriteArray(ref reader);
            case JsonTokenType.String:
                return WriteString(ref reader, key: false);
            case JsonTokenType.Number:
                var text = EcmaScriptNumber.TryFormat(reader.GetDouble(), _output.Reserve(EcmaScriptNumber.MaxLength), out var length);
                if (!text) return Refuse(ref reader, "a number beyond the range of a double; expected at most 1.7976931348623157e308, or a string");
                _output.Advance(length);
                return true;
            default:
                _output.Append(reader.ValueSpan);
                return true;
        }
    }

    private bool WriteArray(ref Utf8JsonReader reader)
    {
        _output.Append("["u8);
        for (var first = true; reader.Read() && reader.TokenType != JsonTokenType.EndArray; first = false)
        {
            if (!first) _output.Append(","u8);
            if (!WriteValue(ref reader)) return false;
        }

        _output.Append("]"u8);
        return true;
    }

    private bool WriteObject(ref Utf8JsonReader reader)
    {
        _output.Append("{"u8);
        var (firstMember, firstKey, body, ordered) = (_members.Count, _keys.Length, _output.Length, true);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            if (_members.Count > firstMember) _output.Append(","u8);
            var (start, keyStart, at) = (_output.Length, _keys.Length, reader.TokenStartIndex);
            if (!WriteString(ref reader, key: true)) return false;
            var keyLength = _keys.Length - keyStart;
            _output.Append(":"u8);
            reader.Read();
            if (!WriteValue(ref reader)) return false;
            var member = new Member(keyStart, keyLength, start, _output.Length - start, at);
            if (ordered && _members.Count > firstMember) ordered = Compare(_members[^1], member) < 0;
            _members.Add(member);
        }

        if (!ordered && !Sort(firstMember, body)) return false;
        _members.RemoveRange(firstMember, _members.Count - firstMember);
        _keys.Truncate(firstKey);
        _output.Append("}"u8);
        return true;
    }

    private bool Sort(int firstMember, int body)
    {
        var members = CollectionsMarshal.AsSpan(_members)[firstMember..];
        members.Sort(Compare);
        for (var i = 1; i < members.Length; i++)
        {
            if (Key(members[i - 1]).SequenceEqual(Key(members[i])))
            {
                _error = $"a key appears twice in one object, the second time at byte {Math.Max(members[i - 1].Position, members[i].Position)}; expected each key once";
                return false;
            }
        }

        _scratch.Truncate(0);
        foreach (var member in members)
        {
            if (_scratch.Length > 0) _scratch.Append(","u8);
            _scratch.Append(_output.Written.Slice(member.Start, member.Length));
        }

        _output.Truncate(body);
        _output.Append(_scratch.Written);
        return true;
    }

    private bool WriteString(ref Utf8JsonReader reader, bool key)
    {
        _output.Append("\""u8);
        if (!reader.ValueIsEscaped)
        {
            // Valid UTF-8 without escapes is already canonical: JSON allows no bare control characters or quotes.
            _output.Append(reader.ValueSpan);
            if (key) _keys.Append(reader.ValueSpan);
        }
        else
        {
            _scratch.Truncate(0);
            try
            {
                _scratch.Advance(reader.CopyString(_scratch.Reserve(reader.ValueSpan.Length)));
            }
            catch (InvalidOperationException)
            {
                return Refuse(ref reader, "a string with a lone surrogate; expected whole Unicode characters");
            }

            CanonicalString.AppendEscaped(_scratch.Written, _output);
            if (key) _keys.Append(_scratch.Written);
        }

        _output.Append("\""u8);
        return true;
    }

    private bool Refuse(ref Utf8JsonReader reader, string what)
    {
        _error = $"{what}; at byte {reader.TokenStartIndex}";
        return false;
    }

    private int Compare(Member a, Member b) => CanonicalString.Compare(Key(a), Key(b));

    private ReadOnlySpan<byte> Key(Member member) => _keys.Written.Slice(member.KeyStart, member.KeyLength);

    private static int FirstInvalidByte(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (System.Text.Rune.DecodeFromUtf8(bytes[at..], out _, out var consumed) == System.Buffers.OperationStatus.Done) at += consumed;
        return at;
    }

    /// <param name="KeyStart">The unescaped key, in the key buffer.</param>
    /// <param name="Start">Key, colon and value, in the output.</param>
    /// <param name="Position">The key's first byte in the input.</param>
    private readonly record struct Member(int KeyStart, int KeyLength, int Start, int Length, long Position);
}
