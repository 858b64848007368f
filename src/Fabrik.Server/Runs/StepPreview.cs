using System.Text;
using System.Text.Json;
using Fabrik.Core.Runs;

namespace Fabrik.Server.Runs;

/// <summary>
/// The first characters of a step's input and output, for lists. Made from the payload after its redaction: cut before
/// it, half a secret could escape the detectors.
/// </summary>
internal static class StepPreview
{
    private const int MaxBytes = Step.PreviewLength * 4;

    public static Step Of(Step step)
    {
        if (step.Payload.IsEmpty) return step;
        var reader = new Utf8JsonReader(step.Payload.Span);
        string? input = null;
        string? output = null;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var (isInput, isOutput, isMessages) = (Is(ref reader, "input"u8), Is(ref reader, "output"u8), Is(ref reader, "messages"u8));
            reader.Read();
            if (isInput) input = Text(ref reader, step.Payload.Span);
            else if (isOutput) output = Text(ref reader, step.Payload.Span);
            else if (isMessages && reader.TokenType == JsonTokenType.StartArray) Messages(ref reader, step.Payload.Span, ref input, ref output);
            else reader.Skip();
        }

        return step with { InputPreview = input, OutputPreview = output };
    }

    /// <summary>Where there is no input or output of its own: what the user said last, and the last answer.</summary>
    private static void Messages(ref Utf8JsonReader reader, ReadOnlySpan<byte> payload, ref string? input, ref string? output)
    {
        string? asked = null;
        string? answered = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            string? role = null;
            string? content = null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var (isRole, isContent) = (Is(ref reader, "role"u8), Is(ref reader, "content"u8));
                reader.Read();
                if (isRole || isContent)
                {
                    var text = Text(ref reader, payload);
                    if (isRole) role = text;
                    else content = text;
                }
                else reader.Skip();
            }

            if (role == "user") asked = content ?? asked;
            else if (role == "assistant") answered = content ?? answered;
        }

        input ??= asked;
        output ??= answered;
    }

    /// <summary>Names with escapes are nobody's here; the reader's own comparison would throw on lone surrogates in them.</summary>
    private static bool Is(ref Utf8JsonReader reader, ReadOnlySpan<byte> name) => !reader.ValueIsEscaped && reader.ValueSpan.SequenceEqual(name);

    /// <summary>A string's text, any other value's JSON, cut; null for null.</summary>
    private static string? Text(ref Utf8JsonReader reader, ReadOnlySpan<byte> payload)
    {
        if (reader.TokenType == JsonTokenType.Null) return null;
        if (reader.TokenType == JsonTokenType.String && !reader.ValueIsEscaped) return Cut(reader.ValueSpan);
        if (reader.TokenType == JsonTokenType.String) return Unescaped(ref reader);
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return Cut(payload[start..(int)reader.BytesConsumed]);
    }

    private static string? Unescaped(ref Utf8JsonReader reader)
    {
        try
        {
            return Cut(reader.GetString()!);
        }
        catch (InvalidOperationException)
        {
            // Lone surrogates: the payload keeps them as they were escaped, a preview can't.
            return Cut(reader.ValueSpan);
        }
    }

    private static string Cut(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > MaxBytes)
        {
            var end = MaxBytes;
            while (end > 0 && (utf8[end] & 0xC0) == 0x80) end--;
            utf8 = utf8[..end];
        }

        return Cut(Encoding.UTF8.GetString(utf8));
    }

    private static string Cut(string text)
    {
        var clean = text.Replace('\0', '\uFFFD');
        if (clean.Length <= Step.PreviewLength) return clean;
        var end = char.IsHighSurrogate(clean[Step.PreviewLength - 1]) ? Step.PreviewLength - 1 : Step.PreviewLength;
        return clean[..end];
    }
}
