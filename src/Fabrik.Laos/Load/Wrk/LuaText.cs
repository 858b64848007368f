using System.Globalization;
using System.Text;

namespace Fabrik.Laos.Load.Wrk;

internal static class LuaText
{
    /// <summary>A table literal; a null value is left out.</summary>
    public static string Table(params ReadOnlySpan<(string Name, string? Value)> entries)
    {
        var text = new StringBuilder("{");
        foreach (var (name, value) in entries)
        {
            if (value is not null) text.Append(' ').Append(name).Append(" = ").Append(Quote(value)).Append(',');
        }

        return text.Append(" }").ToString();
    }

    /// <summary>A string literal, byte by byte: what is not plain is written as a decimal escape.</summary>
    public static string Quote(string value)
    {
        var text = new StringBuilder("\"");
        foreach (var b in Encoding.UTF8.GetBytes(value))
        {
            if (b is >= (byte)' ' and <= (byte)'~' and not (byte)'"' and not (byte)'\\') text.Append((char)b);
            else text.Append(CultureInfo.InvariantCulture, $"\\{b:D3}");
        }

        return text.Append('"').ToString();
    }
}
