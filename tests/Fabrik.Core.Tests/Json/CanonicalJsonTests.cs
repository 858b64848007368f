using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fabrik.Core.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Fabrik.Core.Tests.Json;

public sealed class CanonicalJsonTests
{
    public static TheoryData<string> Documents => [.. JcsVectors.Read<JcsVectors.Document[]>("documents.json").Select(d => d.Name)];

    public static TheoryData<string> RefusedTexts => [.. JcsVectors.Read<JcsVectors.Refused[]>("refused.json").Select(d => d.Name)];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Writes_the_canonical_form_of(string name)
    {
        var document = JcsVectors.Read<JcsVectors.Document[]>("documents.json").Single(d => d.Name == name);
        Assert.Equal(document.Canonical, Canonical(document.Input));
        Assert.Equal(document.Canonical, Canonical(document.Canonical));
    }

    [Theory]
    [MemberData(nameof(RefusedTexts))]
    public void Refuses(string name)
    {
        var refused = JcsVectors.Read<JcsVectors.Refused[]>("refused.json").Single(d => d.Name == name);
        Assert.False(CanonicalJson.TryCanonicalize(refused.Bytes, out var canonical, out var error));
        Assert.Null(canonical);
        Assert.NotEmpty(error);
        Assert.Throws<JsonException>(() => CanonicalJson.Canonicalize(refused.Bytes));
    }

    [Fact]
    public void Says_what_is_wrong_and_where()
    {
        Assert.Equal(
            "a key appears twice in one object, the second time at byte 13; expected each key once", Error("""{"a":1,"b":2,"a":3}"""));
        Assert.Equal(
            "a number beyond the range of a double; expected at most 1.7976931348623157e308, or a string; at byte 5", Error("""{"a":1e999}"""));
        Assert.Equal("a string with a lone surrogate; expected whole Unicode characters; at byte 1", Error("""["\ud800"]"""));
        Assert.False(CanonicalJson.TryCanonicalize([0x22, 0xED, 0xA0, 0x80, 0x22], out _, out var error));
        Assert.Equal("not UTF-8 at byte 1; expected UTF-8 without lone surrogates", error);
    }

    [Fact]
    public void Takes_64_levels_and_refuses_65()
    {
        var deep = new string('[', 64) + new string(']', 64);
        Assert.Equal(deep, Canonical(deep));
        Assert.Contains("64", Error($"[{deep}]"), StringComparison.Ordinal);
    }

    [Fact]
    public void Writes_the_numbers_of_RFC_8785_appendix_B()
    {
        foreach (var number in JcsVectors.Read<JcsVectors.Number[]>("numbers.json"))
            Assert.Equal(number.Text, Format(ulong.Parse(number.Bits, NumberStyles.HexNumber, CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(10_000)]
    [InlineData(100_000)]
    public void Writes_the_number_stream_of_the_reference_implementation(int lines)
    {
        var stream = JcsVectors.Read<JcsVectors.NumberStream>("number-stream.json");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var bits in Bits(stream).Take(lines)) hash.AppendData(Encoding.ASCII.GetBytes($"{bits:x},{Format(bits)}\n"));
        Assert.Equal(stream.Sha256OfLines[lines.ToString(CultureInfo.InvariantCulture)], Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    [Fact]
    public void Every_number_reads_back_as_itself() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<ulong>(),
            bits =>
            {
                var value = BitConverter.UInt64BitsToDouble(bits * 0x9E3779B97F4A7C15);
                return !double.IsFinite(value) || double.Parse(Format(BitConverter.DoubleToUInt64Bits(value))!, CultureInfo.InvariantCulture) == value;
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void Canonical_form_is_idempotent_and_keeps_the_value() =>
        Check.One(
            FsCheck.Config.QuickThrowOnFailure.WithMaxTest(500),
            Prop.ForAll(
                RandomJson.Values.ToArbitrary(),
                value =>
                {
                    var canonical = Canonical(value?.ToJsonString(RandomJson.Escaping) ?? "null");
                    return canonical == Canonical(canonical) && JsonNode.DeepEquals(JsonNode.Parse(canonical), value);
                }));

    [Fact]
    public void The_order_and_escaping_of_the_input_leave_no_trace() =>
        Check.One(
            FsCheck.Config.QuickThrowOnFailure.WithMaxTest(500),
            Prop.ForAll(
                RandomJson.Values.ToArbitrary(),
                value => Canonical(value?.ToJsonString(RandomJson.Escaping) ?? "null") == Canonical(RandomJson.Reversed(value)?.ToJsonString(RandomJson.Indented) ?? "null")));

    [Fact]
    public void Keys_compare_as_UTF_16_code_units() =>
        Check.One(
            FsCheck.Config.QuickThrowOnFailure.WithMaxTest(1000),
            Prop.ForAll(
                (from a in RandomJson.Strings from b in RandomJson.Strings select (A: a, B: b)).ToArbitrary(),
                c => Math.Sign(CanonicalString.Compare(Encoding.UTF8.GetBytes(c.A), Encoding.UTF8.GetBytes(c.B))) == Math.Sign(string.CompareOrdinal(c.A, c.B))));

    [Fact]
    public void Never_throws_on_bytes()
    {
        const string alphabet = "{}[]\",:\\u0d8Ce+-.19 tfn\u0001é😂";
        var json = from n in Gen.Choose(0, 40) from s in Gen.Elements(alphabet.ToCharArray()).ArrayOf(n) select Encoding.UTF8.GetBytes(s);
        var bytes = ArbMap.Default.GeneratorFor<byte[]>();
        Check.One(
            FsCheck.Config.QuickThrowOnFailure.WithMaxTest(3000),
            Prop.ForAll(
                Gen.OneOf(json, bytes).ToArbitrary(),
                input => CanonicalJson.TryCanonicalize(input, out var canonical, out var error) ? error is null && canonical.Length > 0 : error.Length > 0));
    }

    [Fact]
    public void Grows_past_its_first_buffer()
    {
        var escaped = "[" + string.Join(',', Enumerable.Repeat("\"\\u0001\"", 5000)) + "]";
        Assert.Equal(escaped, Canonical(escaped));
        var keys = "{" + string.Join(',', Enumerable.Range(0, 5000).Reverse().Select(i => $"\"{i:d5}\":{i}")) + "}";
        Assert.Equal("{" + string.Join(',', Enumerable.Range(0, 5000).Select(i => $"\"{i:d5}\":{i}")) + "}", Canonical(keys));
    }

    private static string Canonical(string json) => Encoding.UTF8.GetString(CanonicalJson.Canonicalize(Encoding.UTF8.GetBytes(json)));

    private static string Error(string json) => CanonicalJson.TryCanonicalize(Encoding.UTF8.GetBytes(json), out _, out var error) ? "" : error;

    private static string? Format(ulong bits)
    {
        Span<byte> text = stackalloc byte[EcmaScriptNumber.MaxLength];
        return EcmaScriptNumber.TryFormat(BitConverter.UInt64BitsToDouble(bits), text, out var length) ? Encoding.ASCII.GetString(text[..length]) : null;
    }

    /// <summary>The listed values, then those that count up, then the doubles of an endless chain of SHA-256 hashes without zeros, NaN and infinities.</summary>
    private static IEnumerable<ulong> Bits(JcsVectors.NumberStream stream)
    {
        foreach (var bits in stream.First) yield return ulong.Parse(bits, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        var from = ulong.Parse(stream.ThenCountUpFrom, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        for (var i = 0; i < stream.ThenCount; i++) yield return from + (ulong)i;
        var block = new byte[32];
        while (true)
        {
            block = SHA256.HashData(block);
            for (var i = 0; i < 32; i += 8)
            {
                var bits = BinaryPrimitives.ReadUInt64LittleEndian(block.AsSpan(i));
                if (BitConverter.UInt64BitsToDouble(bits) is not 0 and var value && double.IsFinite(value)) yield return bits;
            }
        }
    }
}
