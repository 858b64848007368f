using System.Text;
using System.Text.Json;
using Fabrik.Core.Redaction;
using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using FsCheck;
using FsCheck.Fluent;

namespace Fabrik.Core.Tests.Redaction;

public sealed class RedactionLawsTests
{
    private static readonly FsCheck.Config Thorough = FsCheck.Config.QuickThrowOnFailure.WithMaxTest(2000);

    /// <summary>Pieces that the detectors react to, so that random texts come close to secrets.</summary>
    private static readonly string[] Pieces =
    [
        "password", "=", ":", " ", "\"", "'", "\\", "{", "}", "[", "]", ",", "@", "://", "token", "Bearer ", "eyJabcdefghijkl", ".", "sk-ant-", "AKIA", "-----BEGIN ",
        "-----", "-----END ", "PRIVATE KEY", "4111111111111111", "+4915123456789", "DE89", "a", "Z", "0", "é", "日", "\n", "\0", "[redacted:api_key:", "0123abcd]",
        "{\"$redacted\":{\"rule\":\"key:token\",\"kind\":\"token\",\"h\":\"x\"}}", "https", "?sig=", "&", "alice@example.org", "Cookie: ", "--api-key ", "\ud83d\ude00", "\ud83d",
    ];

    private static Arbitrary<string> Texts { get; } = Gen.Elements(Pieces).ListOf().Select(p => string.Concat(p)).ToArbitrary();

    [Fact]
    public void Arbitrary_bytes_never_throw_and_leave_valid_JSON() =>
        Check.One(Thorough, Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
        {
            var payload = StepRedaction.Apply(StepOf(bytes), Redacting.Redactor).Payload;
            if (!payload.IsEmpty) JsonDocument.Parse(payload).Dispose();
        }));

    [Fact]
    public void Mutated_documents_never_throw_and_leave_valid_JSON() =>
        Check.One(Thorough, Prop.ForAll(Texts, ArbMap.Default.ArbFor<PositiveInt>(), ArbMap.Default.ArbFor<byte>(), (text, at, value) =>
        {
            var bytes = JsonSerializer.SerializeToUtf8Bytes(new { password = text, list = new[] { text, "x" }, nested = JsonSerializer.Serialize(new { q = text }) });
            bytes[at.Get % bytes.Length] = value;
            JsonDocument.Parse(StepRedaction.Apply(StepOf(bytes), Redacting.Redactor).Payload).Dispose();
        }));

    [Fact]
    public void Twice_is_once() =>
        Check.One(Thorough, Prop.ForAll(Texts, text =>
        {
            var once = Redacting.Text(text);
            Assert.Equal(once, Redacting.Text(once));
            var document = Redacting.Json(JsonSerializer.Serialize(new Dictionary<string, string>(StringComparer.Ordinal) { ["a"] = text, [text] = "b" }));
            Assert.Equal(document, Redacting.Json(document, out var replaced));
            Assert.Equal(0, replaced);
        }));

    [Fact]
    public void No_planted_secret_survives_wherever_it_stands()
    {
        var secrets = Secrets.All.Values.Select(s => s.Secret).ToArray();
        var noise = ArbMap.Default.GeneratorFor<NonNull<string>>().Select(s => s.Get);
        var planted =
            from secret in Gen.Elements(secrets)
            from before in noise
            from after in noise
            from open in Gen.Elements(" ", "\n", "(", "\"", "'", ", ", "<", "\t", " «")
            from close in Gen.Elements(" ", "\n", ")", "\"", "'", ", ", ">", "\t", "» ")
            from depth in Gen.Choose(0, 4)
            select (secret, text: before + open + secret + close + after, depth);
        Check.One(Thorough, Prop.ForAll(planted.ToArbitrary(), p =>
        {
            var document = JsonSerializer.Serialize(p.text);
            for (var i = 0; i < p.depth; i++) document = i % 2 == 0 ? $$"""{"k{{i}}":[0,{{document}}]}""" : $$"""[{"in":{{JsonSerializer.Serialize(document)}}}]""";
            Redacting.AssertGone(p.secret, Redacting.Json(document));
            Redacting.AssertGone(p.secret, Redacting.Text(p.text));
        }));
    }

    private static Step StepOf(byte[] payload) => new()
    {
        Id = StepId.Parse("s"),
        Kind = StepKind.Custom,
        Name = Encoding.Latin1.GetString(payload),
        Status = StepStatus.Ok,
        StartedAt = default,
        Provenance = "rest",
        Payload = payload,
    };
}
