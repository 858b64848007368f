using System.Text;
using System.Text.Json;
using Fabrik.Core.Text;
using Fabrik.Core.Time;
using Fabrik.Server.Problems;

namespace Fabrik.Server.Http;

/// <summary>
/// Reads a JSON body in one pass and collects every fault with its path. The value methods stand on a value, read past
/// it, and return null both for JSON null and for a fault. Malformed JSON throws <see cref="JsonException"/>, which
/// <see cref="Malformed"/> turns into a fault: nothing can be read after it.
/// </summary>
internal ref struct BodyReader
{
    public const int MaxDepth = 64;
    private const int MaxErrors = 100;

    private readonly ReadOnlySpan<byte> _body;
    private readonly List<FieldError> _errors;
    private Utf8JsonReader _json;

    public BodyReader(ReadOnlySpan<byte> body, List<FieldError> errors)
    {
        _body = body;
        _errors = errors;
        _json = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = MaxDepth });
    }

    public BodyPath Path = new();

    public readonly JsonTokenType Token => _json.TokenType;

    public readonly bool IsNull => _json.TokenType == JsonTokenType.Null;

    /// <summary>The raw bytes of a name or a string without its quotes, escapes kept.</summary>
    public readonly ReadOnlySpan<byte> RawText => _json.ValueSpan;

    public readonly bool IsEscaped => _json.ValueIsEscaped;

    /// <summary>Where the current value starts in the body.</summary>
    public readonly int Position => (int)_json.TokenStartIndex;

    /// <summary>Where the current value ends.</summary>
    public readonly int Consumed => (int)_json.BytesConsumed;

    public readonly int ErrorCount => _errors.Count;

    public static FieldError Malformed(JsonException fault) =>
        new("body", $"is not JSON: line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1}, or deeper than {MaxDepth} levels");

    public bool Read() => _json.Read();

    public void Skip() => _json.Skip();

    /// <summary>Whether the name or string is this ASCII text. Unlike the reader's own comparison, it does not throw on lone surrogates.</summary>
    public readonly bool NameIs(ReadOnlySpan<byte> name) =>
        IsEscaped ? TryString(out var text) && Ascii.Equals(name, text) : RawText.SequenceEqual(name);

    /// <summary>The current name for a message, cut to what is sensible to show.</summary>
    public readonly string ShownName()
    {
        var name = TryString(out var text) ? text! : "(not text)";
        return name.Length <= 60 ? name : name[..60] + "…";
    }

    public readonly void Fail(string message)
    {
        if (_errors.Count < MaxErrors) _errors.Add(new FieldError(Path.ToString(), message));
        else if (_errors.Count == MaxErrors) _errors.Add(new FieldError("body", "has more faults that are not listed"));
    }

    /// <summary>Adds a fault and passes over the value.</summary>
    public void Refuse(string message)
    {
        Fail(message);
        Skip();
    }

    /// <summary>True on the start of an object; else a fault, and the value is passed over.</summary>
    public bool IsObject(bool orNull = false)
    {
        if (Token == JsonTokenType.StartObject) return true;
        if (!orNull || !IsNull) Refuse("expected an object");
        return false;
    }

    /// <summary>As <see cref="IsObject"/>, for a list.</summary>
    public bool IsList(bool orNull = false)
    {
        if (Token == JsonTokenType.StartArray) return true;
        if (!orNull || !IsNull) Refuse("expected a list");
        return false;
    }

    public string? Text(int max)
    {
        if (IsNull) return null;
        if (Token is not (JsonTokenType.String or JsonTokenType.PropertyName))
        {
            Refuse("expected a string");
            return null;
        }

        if (!TryString(out var text)) Fail("is not valid Unicode text");
        else if (text!.Length > max) Fail($"is {text.Length} characters long; at most {max} are allowed");
        else if (text.Contains('\0', StringComparison.Ordinal)) Fail("contains U+0000, which no text may");
        else return text;
        return null;
    }

    public UnixTime? Time()
    {
        if (IsNull) return null;
        if (Token == JsonTokenType.String)
        {
            if (!IsEscaped && UtcTimestamp.TryRead(RawText, out var time)) return time;
            if (TryString(out var text) && UnixTime.TryParse(text, out time)) return time;
        }

        Refuse("expected a time as RFC 3339 between 1970 and 2262, such as 2026-02-11T10:15:00.25Z");
        return null;
    }

    public TEnum? Word<TEnum>()
        where TEnum : struct, Enum
    {
        if (IsNull) return null;
        if (Token == JsonTokenType.String && EnumNames<TEnum>.TryRead(ref this, out var value)) return value;
        Refuse($"expected one of {string.Join(", ", WireName.All<TEnum>())}");
        return null;
    }

    public long? Count(long max)
    {
        if (IsNull) return null;
        if (Token == JsonTokenType.Number && _json.TryGetInt64(out var number) && number >= 0 && number <= max) return number;
        Refuse($"expected a whole number from 0 to {max}");
        return null;
    }

    /// <summary>The value as it was sent, of any kind; default for null.</summary>
    public Range? Raw()
    {
        if (IsNull) return null;
        var start = (int)_json.TokenStartIndex;
        Skip();
        return start..(int)_json.BytesConsumed;
    }

    private readonly bool TryString(out string? text)
    {
        try
        {
            text = _json.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            // Lone surrogates in escapes: JSON's grammar lets them pass, text can't hold them.
            text = null;
            return false;
        }
    }

    public readonly ReadOnlySpan<byte> Slice(Range range) => _body[range];
}
