using System.Buffers;
using System.Text.Json;
using Fabrik.Core.Redaction.Detectors;

namespace Fabrik.Core.Redaction;

/// <summary>
/// One pass over a JSON document that copies it through and replaces what is secret: whole values by JSON markers, parts of
/// strings by text markers. JSON inside a string is redacted as JSON and stays a string. What is not secret keeps its bytes.
/// </summary>
internal ref struct JsonRedaction
{
    public const int MaxDepth = 128;
    private const int MaxNesting = 8;

    private readonly Redactor _redactor;
    private readonly ReadOnlySpan<byte> _input;
    private readonly IBufferWriter<byte> _output;
    private readonly int _nesting;
    private readonly JsonFrame[] _frames;
    private Utf8JsonReader _reader;
    private int _depth;
    private int _copied;
    private int _replaced;

    private JsonRedaction(Redactor redactor, ReadOnlySpan<byte> input, IBufferWriter<byte> output, int nesting, JsonFrame[] frames)
    {
        _redactor = redactor;
        _input = input;
        _output = output;
        _nesting = nesting;
        _frames = frames;
        _reader = new(input, new JsonReaderOptions { MaxDepth = MaxDepth });
    }

    /// <param name="nesting">0 for a document, 1 for JSON in its strings, and so on.</param>
    /// <returns>How many secrets were replaced.</returns>
    /// <exception cref="JsonException">Not JSON, deeper than <see cref="MaxDepth"/>, or not UTF-8.</exception>
    public static int Run(Redactor redactor, ReadOnlySpan<byte> input, IBufferWriter<byte> output, int nesting)
    {
        var frames = ArrayPool<JsonFrame>.Shared.Rent(MaxDepth + 1);
        try
        {
            var pass = new JsonRedaction(redactor, input, output, nesting, frames);
            pass.Walk();
            return pass._replaced;
        }
        finally
        {
            ArrayPool<JsonFrame>.Shared.Return(frames);
        }
    }

    private void Walk()
    {
        _frames[0] = default;
        var key = KeyVerdict.None;
        var role = KeyRole.None;
        while (_reader.Read())
        {
            ref var frame = ref _frames[_depth];
            switch (_reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    if (_reader.ValueSpan.SequenceEqual(RedactionMarker.PropertyName) && RedactionMarker.TrySkip(ref _reader)) continue;
                    Property(ref frame, out key, out role);
                    continue;
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    Open(frame, key, role);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    _depth--;
                    break;
                case JsonTokenType.String:
                    Text(ref frame, key, role);
                    break;
                case JsonTokenType.Number:
                    Number(frame, key);
                    break;
                default:
                    break;
            }

            (key, role) = (KeyVerdict.None, KeyRole.None);
        }

        if (_copied < _input.Length) _output.Write(_input[_copied..]);
    }

    private void Property(ref JsonFrame frame, out KeyVerdict key, out KeyRole role)
    {
        byte[]? rented = null;
        scoped var name = _reader.ValueIsEscaped ? Unescape(ref rented) : _reader.ValueSpan;
        key = _redactor.Keys.Judge(name);
        role = KeyRoles.Of(name);
        if (role == KeyRole.Value && key.Rule is null)
        {
            if (!frame.HasName) LookAheadForName(ref frame);
            if (frame.Named is not null) key = key with { Rule = frame.Named };
        }

        if (!SecretScan.IsPlainName(name)) RedactName(name);

        if (rented is not null) ArrayPool<byte>.Shared.Return(rented, clearArray: true);
    }

    private void Open(JsonFrame parent, KeyVerdict key, KeyRole role)
    {
        var isObject = _reader.TokenType == JsonTokenType.StartObject;
        var rule = key.Rule is { ScalarsOnly: false } ? key.Rule : parent.Inherited;
        if (rule is not null && isObject && parent.DescribesParameters && ParameterSchema.IsAhead(_reader)) rule = null;
        _frames[++_depth] = new JsonFrame
        {
            Inherited = rule,
            Identifier = !isObject && (key.Identifier || parent.Identifier),
            IsObject = isObject,
            DescribesParameters = isObject && role == KeyRole.Properties,
        };
    }

    private void Text(ref JsonFrame frame, KeyVerdict key, KeyRole role)
    {
        var raw = _reader.ValueSpan;
        if (raw.Length == 0) return;
        var rule = key.Rule ?? frame.Inherited;
        if (rule is null && role == KeyRole.None && raw.Length < SecretScan.MinLength) return;

        byte[]? rented = null;
        scoped var text = _reader.ValueIsEscaped ? Unescape(ref rented) : raw;
        if (role == KeyRole.Name) (frame.Named, frame.HasName) = (_redactor.Keys.Judge(text).Rule, true);
        if (rule is not null && !(rule == KeyPhrases.Token && IsTokenOfLogprobs())) Whole(rule, text);
        else if (!TryNested(text)) Detect(text, key.Identifier || (frame.Identifier && !frame.IsObject));
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented, clearArray: true);
    }

    private void Number(JsonFrame frame, KeyVerdict key)
    {
        var rule = key.Rule ?? frame.Inherited;
        if (rule is { NumbersPass: false }) ReplaceToken(rule, _reader.ValueSpan);
        else if (!key.Identifier && CardNumber.IsCardNumber(_reader.ValueSpan)) ReplaceToken(ValueRules.Card, _reader.ValueSpan);
    }

    private void Whole(RedactionRule rule, scoped ReadOnlySpan<byte> text)
    {
        var (start, length) = RedactionMarker.FindText(text, 0);
        if (start != 0 || length != text.Length) ReplaceToken(rule, text);
    }

    private void Detect(scoped ReadOnlySpan<byte> text, bool identifier)
    {
        using var redacted = TextRedaction.Redact(text, _redactor, identifier, out var replaced, out var whole);
        if (redacted is null) return;
        if (whole is not null) ReplaceToken(whole, text);
        else ReplaceText(redacted.Written, replaced);
    }

    /// <summary>JSON in a string: arguments of tools come so. False leaves the text to the detectors.</summary>
    private bool TryNested(scoped ReadOnlySpan<byte> text)
    {
        if (_nesting >= MaxNesting || !LooksLikeJson(text)) return false;
        using var inner = new PooledBuffer(text.Length + 256);
        int replaced;
        try
        {
            replaced = Run(_redactor, text, inner, _nesting + 1);
        }
        catch (JsonException)
        {
            return false;
        }

        if (replaced > 0) ReplaceText(inner.Written, replaced);
        return true;
    }

    private static bool LooksLikeJson(ReadOnlySpan<byte> text)
    {
        text = text.Trim(" \t\r\n"u8);
        return text.Length >= 2 && (text[0], text[^1]) is ((byte)'{', (byte)'}') or ((byte)'[', (byte)']') or ((byte)'"', (byte)'"');
    }

    private void RedactName(scoped ReadOnlySpan<byte> name)
    {
        using var redacted = TextRedaction.Redact(name, _redactor, identifier: false, out var replaced, out _);
        if (redacted is null) return;
        CopyToToken();
        JsonText.WriteString(_output, redacted.Written);
        // The reader has passed the colon already; the name ends at its quote.
        PassTo((int)_reader.TokenStartIndex + _reader.ValueSpan.Length + 2, replaced);
    }

    private void ReplaceText(scoped ReadOnlySpan<byte> text, int replaced)
    {
        CopyToToken();
        JsonText.WriteString(_output, text);
        PassTo((int)_reader.BytesConsumed, replaced);
    }

    private void ReplaceToken(RedactionRule rule, scoped ReadOnlySpan<byte> secret)
    {
        CopyToToken();
        RedactionMarker.WriteJson(_output, _redactor.TenantKey, rule, secret);
        PassTo((int)_reader.BytesConsumed, 1);
    }

    private void CopyToToken() => _output.Write(_input[_copied..(int)_reader.TokenStartIndex]);

    private void PassTo(int end, int replaced)
    {
        _copied = end;
        _replaced += replaced;
    }

    /// <summary><c>{"token": "Hel", "logprob": -0.1}</c>: a piece of a model's answer.</summary>
    private readonly bool IsTokenOfLogprobs()
    {
        var ahead = _reader;
        return ahead.Read() && ahead.TokenType == JsonTokenType.PropertyName && ahead.ValueTextEquals("logprob"u8);
    }

    /// <summary><c>{"value": …, "name": "authorization"}</c>: the name may come second.</summary>
    private readonly void LookAheadForName(ref JsonFrame frame)
    {
        frame.HasName = true;
        var ahead = _reader;
        var depth = ahead.CurrentDepth;
        for (var tokens = 0; tokens < 32 && ahead.Read() && ahead.CurrentDepth >= depth; tokens++)
        {
            if (ahead.TokenType != JsonTokenType.PropertyName || ahead.CurrentDepth != depth || KeyRoles.Of(ahead.ValueSpan) != KeyRole.Name) continue;
            if (!ahead.Read() || ahead.TokenType != JsonTokenType.String) return;
            frame.Named = _redactor.Keys.Judge(ahead.ValueSpan).Rule;
            return;
        }
    }

    private readonly ReadOnlySpan<byte> Unescape(ref byte[]? rented)
    {
        rented = ArrayPool<byte>.Shared.Rent(_reader.ValueSpan.Length);
        return rented.AsSpan(0, JsonText.Unescape(_reader.ValueSpan, rented));
    }
}
