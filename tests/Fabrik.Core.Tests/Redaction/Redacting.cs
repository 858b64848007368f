using System.Buffers;
using System.Text;
using System.Text.Json;
using Fabrik.Core.Redaction;

namespace Fabrik.Core.Tests.Redaction;

internal static class Redacting
{
    public static Redactor Redactor { get; } = new(RedactionRules.Default, "tenant one's key"u8);

    public static Redactor OtherTenant { get; } = new(RedactionRules.Default, "tenant two's key"u8);

    public static string Json(string json, Redactor? redactor = null) => Json(json, out _, redactor);

    public static string Json(string json, out int replaced, Redactor? redactor = null)
    {
        var output = new ArrayBufferWriter<byte>();
        replaced = (redactor ?? Redactor).RedactJson(Encoding.UTF8.GetBytes(json), output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    public static string Text(string text, Redactor? redactor = null)
    {
        var replaced = 0;
        return (redactor ?? Redactor).RedactText(text, ref replaced);
    }

    public static string Quoted(string text) => JsonSerializer.Serialize(text);

    public static void AssertGone(string secret, string output)
    {
        Assert.DoesNotContain(secret, output, StringComparison.Ordinal);
        Assert.DoesNotContain(Quoted(secret).Trim('"'), output, StringComparison.Ordinal);
        // Nor its telling half.
        if (secret.Length >= 20) Assert.DoesNotContain(secret[(secret.Length / 2)..], output, StringComparison.Ordinal);
    }
}
