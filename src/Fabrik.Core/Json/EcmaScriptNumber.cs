using System.Buffers.Text;
using System.Globalization;

namespace Fabrik.Core.Json;

/// <summary>A double as ECMAScript's Number::toString(x, 10) writes it (ECMA-262, section 6.1.6.1.20), in ASCII.</summary>
internal static class EcmaScriptNumber
{
    /// <summary>The longest form: sign, <c>0.00000</c> and 17 digits.</summary>
    public const int MaxLength = 32;

    /// <summary>False for NaN and the infinities, which JSON can't hold.</summary>
    public static bool TryFormat(double value, Span<byte> destination, out int written)
    {
        written = 0;
        if (!double.IsFinite(value)) return false;
        if (value == 0)
        {
            // Both zeros.
            destination[written++] = (byte)'0';
            return true;
        }

        Span<byte> digits = stackalloc byte[32];
        var (count, point) = ShortestDigits(Math.Abs(value), digits);
        digits = digits[..count];
        if (value < 0) destination[written++] = (byte)'-';
        var output = destination[written..];
        written += point switch
        {
            // The layouts of the section's steps, in its order; point is its n and count its k.
            _ when count <= point && point <= 21 => Whole(digits, point, output),
            > 0 and <= 21 => Split(digits, point, output),
            > -6 and <= 0 => Fraction(digits, point, output),
            _ => Exponent(digits, point - 1, output),
        };
        return true;
    }

    /// <summary>The fewest digits d that read back as the value, which is 0.ddd × 10^point.</summary>
    private static (int Count, int Point) ShortestDigits(double value, Span<byte> digits)
    {
        // .NET's "R" finds the digits; only its layout differs from ECMAScript's.
        Span<byte> text = stackalloc byte[32];
        value.TryFormat(text, out var length, "R", CultureInfo.InvariantCulture);
        text = text[..length];
        var exponent = 0;
        var e = text.IndexOf((byte)'E');
        if (e >= 0)
        {
            Utf8Parser.TryParse(text[(e + 1)..], out exponent, out _);
            text = text[..e];
        }

        var (count, whole, seenPoint) = (0, 0, false);
        foreach (var c in text)
        {
            if (c == '.') seenPoint = true;
            else
            {
                digits[count++] = c;
                if (!seenPoint) whole++;
            }
        }

        var leading = digits[..count].IndexOfAnyExcept((byte)'0');
        digits[leading..count].CopyTo(digits);
        count = digits[..(count - leading)].LastIndexOfAnyExcept((byte)'0') + 1;
        return (count, whole - leading + exponent);
    }

    private static int Whole(ReadOnlySpan<byte> digits, int point, Span<byte> output)
    {
        digits.CopyTo(output);
        output[digits.Length..point].Fill((byte)'0');
        return point;
    }

    private static int Split(ReadOnlySpan<byte> digits, int point, Span<byte> output)
    {
        digits[..point].CopyTo(output);
        output[point] = (byte)'.';
        digits[point..].CopyTo(output[(point + 1)..]);
        return digits.Length + 1;
    }

    private static int Fraction(ReadOnlySpan<byte> digits, int point, Span<byte> output)
    {
        "0."u8.CopyTo(output);
        output.Slice(2, -point).Fill((byte)'0');
        digits.CopyTo(output[(2 - point)..]);
        return 2 - point + digits.Length;
    }

    private static int Exponent(ReadOnlySpan<byte> digits, int exponent, Span<byte> output)
    {
        var at = digits.Length > 1 ? Split(digits, 1, output) : Whole(digits, 1, output);
        output[at++] = (byte)'e';
        output[at++] = exponent < 0 ? (byte)'-' : (byte)'+';
        Utf8Formatter.TryFormat(Math.Abs(exponent), output[at..], out var length);
        return at + length;
    }
}
