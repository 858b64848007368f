using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Fabrik.Telemetry.Otlp.Protobuf;

namespace Fabrik.Telemetry.Otlp.Json;

/// <summary>
/// Writes OTLP/JSON as OTLP protobuf (OTLP specification, "JSON Protobuf Encoding"). Unknown fields are passed over, null is absent, and of a
/// name given twice the last counts. An item with a value of the wrong form is left out and counted; outside items that is a fault of the body.
/// </summary>
internal ref struct JsonTranscoder
{
    private const int MaxJsonDepth = 256;

    private readonly ProtoWriter _output;
    private readonly Rejections _rejections;
    private readonly MessageShape _root;
    private Utf8JsonReader _json;
    private string _fault = "";
    private string? _unknownRoot;
    private bool _knownRoot;

    private JsonTranscoder(ReadOnlySpan<byte> body, MessageShape root, ProtoWriter output, Rejections rejections)
    {
        _json = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = MaxJsonDepth });
        (_root, _output, _rejections) = (root, output, rejections);
    }

    /// <summary>Null when the whole body was written to <paramref name="output"/>; otherwise what is wrong with it.</summary>
    public static string? Transcode(ReadOnlySpan<byte> body, OtlpSignal signal, ProtoWriter output, Rejections rejections)
    {
        if (body.StartsWith("\uFEFF"u8)) body = body[3..];
        var root = signal switch
        {
            OtlpSignal.Traces => OtlpShapes.Traces,
            OtlpSignal.Logs => OtlpShapes.Logs,
            _ => OtlpShapes.Metrics,
        };
        var transcoder = new JsonTranscoder(body, root, output, rejections);
        try
        {
            return transcoder.Run(signal);
        }
        catch (JsonException e)
        {
            var hint = ProtoReader.IsMessage(body) && !body.IsEmpty ? " It looks like protobuf: send it as application/x-protobuf." : "";
            return $"The body is not JSON: line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}: {FirstSentence(e.Message)}{hint}";
        }
    }

    private static string FirstSentence(string message)
    {
        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }

    private string? Run(OtlpSignal signal)
    {
        _json.Read();
        if (!Message(_root)) return $"The body is not OTLP/JSON: {_fault}.";
        if (_json.Read()) return "The body is not OTLP/JSON: it goes on after its end.";
        if (_knownRoot || _unknownRoot is null) return null;

        foreach (var other in Enum.GetValues<OtlpSignal>())
        {
            if (_unknownRoot == OtlpRoute.RootField(other))
                return $"The body holds {OtlpRoute.Items(other)}, not {OtlpRoute.Items(signal)}: send it to {OtlpRoute.HttpPath(other)}.";
        }

        return $"The body is not OTLP/JSON: expected \"{OtlpRoute.RootField(signal)}\", found \"{_unknownRoot}\".";
    }

    private bool Message(MessageShape shape)
    {
        if (_json.TokenType != JsonTokenType.StartObject) return Fault("it is not an object");

        // Where each field was written, to blank it when its name comes again.
        Span<int> starts = stackalloc int[shape.Fields.Length];
        Span<int> ends = stackalloc int[shape.Fields.Length];
        starts.Clear();
        ends.Clear();
        while (_json.Read() && _json.TokenType == JsonTokenType.PropertyName)
        {
            var index = Find(shape);
            _json.Read();
            if (index < 0 || _json.TokenType == JsonTokenType.Null)
            {
                _json.Skip();
                continue;
            }

            var field = shape.Fields[index];
            if (ends[index] > 0 && (field.Repeated || field.Form == JsonForm.Message) && ends[index] - starts[index] >= 4)
                _output.Blank(starts[index], ends[index]);
            starts[index] = _output.Length;
            if (!(field.Repeated ? List(field) : Field(field))) return false;
            ends[index] = _output.Length;
        }

        return true;
    }

    private int Find(MessageShape shape)
    {
        int index;
        if (_json.ValueIsEscaped)
        {
            Span<byte> name = stackalloc byte[256];
            if (_json.ValueSpan.Length > name.Length) return -1;
            index = shape.Find(name[..JsonString.Unescape(_json.ValueSpan, name)]);
        }
        else
        {
            index = shape.Find(_json.ValueSpan);
        }

        if (shape != _root) return index;
        _knownRoot |= index >= 0;
        if (index < 0) _unknownRoot ??= Encoding.UTF8.GetString(_json.ValueSpan[..Math.Min(_json.ValueSpan.Length, 64)]);
        return index;
    }

    private bool List(FieldShape field)
    {
        if (_json.TokenType != JsonTokenType.StartArray) return Fault(field.NotAnArray);
        var packed = field.Form != JsonForm.Message;
        var mark = packed ? _output.Begin(field.Tag) : 0;
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            if (packed)
            {
                if (!Number(field)) return Fault(field.Mismatch);
            }
            else if (field.IsItem)
            {
                Item(field);
            }
            else if (!Field(field))
            {
                return false;
            }
        }

        if (packed) _output.End(mark);
        return true;
    }

    private void Item(FieldShape field)
    {
        var start = _json;
        var length = _output.Length;
        if (Field(field)) return;
        _rejections.Add(_fault, default);
        _output.Rewind(length);
        _json = start;
        _json.Skip();
    }

    private bool Field(FieldShape field)
    {
        var escaped = _json.ValueIsEscaped;
        switch (field.Form)
        {
            case JsonForm.Message:
                if (_json.TokenType != JsonTokenType.StartObject) return Fault(field.Mismatch);
                var mark = _output.Begin(field.Tag);
                if (!Message(field.Message!)) return false;
                _output.End(mark);
                return true;
            case JsonForm.Text when _json.TokenType == JsonTokenType.String && !escaped:
                _output.Bytes(field.Tag, _json.ValueSpan);
                return true;
            case JsonForm.Text when _json.TokenType == JsonTokenType.String:
                var text = _output.Begin(field.Tag);
                _output.Advance(JsonString.Unescape(_json.ValueSpan, _output.Room(_json.ValueSpan.Length)));
                _output.End(text);
                return true;
            case JsonForm.HexId when _json.TokenType == JsonTokenType.String:
                Id(field);
                return true;
            case JsonForm.Base64 when _json.TokenType == JsonTokenType.String && Binary(field):
                return true;
            case JsonForm.Text or JsonForm.HexId or JsonForm.Base64:
                return Fault(field.Mismatch);
            default:
                _output.Tag(field.Tag);
                return Number(field) || Fault(field.Mismatch);
        }
    }

    /// <summary>Anything but hex is written as one byte: an id of the wrong length, which the span's rules then judge.</summary>
    private void Id(FieldShape field)
    {
        Span<byte> id = stackalloc byte[16];
        var hex = _json.ValueSpan;
        var ok = hex.Length is 0 or 16 or 32
            && Convert.FromHexString(hex, id, out _, out var written) == OperationStatus.Done
            && written == hex.Length / 2;
        _output.Bytes(field.Tag, ok ? id[..(hex.Length / 2)] : id[..1]);
    }

    private bool Binary(FieldShape field)
    {
        var text = _json.ValueSpan;
        var mark = _output.Begin(field.Tag);
        var room = _output.Room(Base64.GetMaxDecodedFromUtf8Length(text.Length) + 3);
        if (Base64.DecodeFromUtf8(text, room, out _, out var written) != OperationStatus.Done)
        {
            // Without padding, in the URL's alphabet, or with the slash escaped, as JSON may.
            var copy = text.ToArray();
            var url = copy.AsSpan(0, _json.ValueIsEscaped ? JsonString.Unescape(text, copy) : copy.Length);
            url.Replace((byte)'+', (byte)'-');
            url.Replace((byte)'/', (byte)'_');
            if (Base64Url.DecodeFromUtf8(url, room, out _, out written) != OperationStatus.Done) return false;
        }

        _output.Advance(written);
        _output.End(mark);
        return true;
    }

    private readonly bool Number(FieldShape field)
    {
        switch (field.Form)
        {
            case JsonForm.Bool when _json.TokenType is JsonTokenType.True or JsonTokenType.False:
                _output.Byte(_json.TokenType == JsonTokenType.True ? (byte)1 : (byte)0);
                return true;
            case JsonForm.Double when JsonNumber.TryDouble(_json, out var number):
                _output.Fixed64(BitConverter.DoubleToUInt64Bits(number));
                return true;
            case JsonForm.Int64 when JsonNumber.TryInt64(_json, out var signed):
                _output.Varint((ulong)signed);
                return true;
            case JsonForm.SFixed64 when JsonNumber.TryInt64(_json, out var signed):
                _output.Fixed64((ulong)signed);
                return true;
            case JsonForm.SInt32 when JsonNumber.TryInt64(_json, out var signed) && signed is >= int.MinValue and <= int.MaxValue:
                _output.ZigZag((int)signed);
                return true;
            case JsonForm.UInt64 when JsonNumber.TryUInt64(_json, out var unsigned):
                _output.Varint(unsigned);
                return true;
            case JsonForm.Fixed64 when JsonNumber.TryUInt64(_json, out var unsigned):
                _output.Fixed64(unsigned);
                return true;
            case JsonForm.Enum when JsonNumber.TryInt64(_json, out var signed):
                _output.Varint((ulong)signed);
                return true;
            case JsonForm.Enum when _json.TokenType == JsonTokenType.String:
                for (var i = 0; i < field.EnumNames.Length; i++)
                {
                    if (!Ascii.Equals(_json.ValueSpan, field.EnumNames[i])) continue;
                    _output.Varint((ulong)i);
                    return true;
                }

                return false;
            default:
                return false;
        }
    }

    private bool Fault(string fault)
    {
        _fault = fault;
        return false;
    }
}
