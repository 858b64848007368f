using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fabrik.Core.Redaction;
using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Time;

namespace Fabrik.Core.Tests.Redaction;

public sealed class SecretsInEveryPlaceTests
{
    private const string Planted = "SECRET";

    public static TheoryData<string, string> KindsAndPlaces()
    {
        var data = new TheoryData<string, string>();
        foreach (var kind in Secrets.All.Keys)
        {
            foreach (var place in Places.Keys) data.Add(kind, place);
        }

        return data;
    }

    /// <summary>Documents with the secret planted; each takes the secret as JSON text without quotes.</summary>
    private static readonly Dictionary<string, Func<string, string>> Places = new(StringComparer.Ordinal)
    {
        ["whole value"] = s => Document("input", s),
        ["nested value"] = s => $"{{\"output\":{{\"a\":[1,{Document("b", s)}]}}}}",
        ["array element"] = s => $"{{\"attributes\":{{\"list\":[\"x\",{Redacting.Quoted(s)},\"y\"]}}}}",
        ["inside a sentence"] = s => Document("input", $"please use {s} for this"),
        ["in brackets"] = s => Document("input", $"it is ({s})"),
        ["after a newline"] = s => Document("input", $"line one\n{s}\nline three"),
        ["JSON in a string"] = s => Document("arguments", Document("q", s)),
        ["JSON in JSON in a string"] = s => Document("arguments", Document("q", $"[{Redacting.Quoted(s)}]")),
        ["cut JSON in a string"] = s => Document("arguments", Document("q", s)[..^1] + ",\"rest\":"),
        ["unicode escapes"] = s => $"{{\"input\":\"{string.Concat(s.Select(c => $"\\u{(int)c:x4}"))}\"}}",
        ["query of a URL"] = s => Document("url", $"https://example.org/a?x=1&q={s}"),
        ["name of a property"] = s => $"{{\"attributes\":{{{Redacting.Quoted(s)}:1}}}}",
        ["stack trace"] = s => Document("stack", $"Error: bad key {s}\n    at f (/app/x.js:1:2)"),
        ["beside unlike text"] = s => Document("input", $"日本語 {s} — и русский"),
    };

    private static string Document(string key, string value) => $"{{\"{key}\":{Redacting.Quoted(value)}}}";

    [Theory]
    [MemberData(nameof(KindsAndPlaces))]
    public void Is_gone_from_the_document(string kind, string place)
    {
        var secret = Secrets.All[kind].Secret;
        var output = Redacting.Json(Places[place](secret), out var replaced);
        Redacting.AssertGone(secret, output);
        Redacting.AssertGone(secret, JsonNode.Parse(output)!.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        Assert.True(replaced > 0);
        Assert.Equal(output, Redacting.Json(output, out var again));
        Assert.Equal(0, again);
    }

    [Theory]
    [MemberData(nameof(Secrets.Names), MemberType = typeof(Secrets))]
    public void A_whole_value_becomes_a_marker_with_rule_kind_and_hash(string name)
    {
        var (secret, rule, kind) = Secrets.All[name];
        using var output = JsonDocument.Parse(Redacting.Json($"[{Redacting.Quoted(secret)}]"));
        var marker = output.RootElement[0].GetProperty("$redacted");
        Assert.Equal(rule, marker.GetProperty("rule").GetString());
        Assert.Equal(kind, marker.GetProperty("kind").GetString());
        Assert.Matches("^hmac-sha256:[0-9a-f]{64}$", marker.GetProperty("h").GetString()!);
    }

    [Theory]
    [MemberData(nameof(Secrets.Names), MemberType = typeof(Secrets))]
    public void A_part_of_a_text_becomes_a_short_marker(string name)
    {
        var (secret, _, kind) = Secrets.All[name];
        Assert.Matches($@"^use \[redacted:{kind}:[0-9a-f]{{8}}\] now$", Redacting.Text($"use {secret} now"));
    }

    [Theory]
    [MemberData(nameof(Secrets.Names), MemberType = typeof(Secrets))]
    public void Is_gone_from_every_field_of_a_step(string name)
    {
        var secret = Secrets.All[name].Secret;
        var text = $"with {secret} in it";
        var step = StepRedaction.Apply(
            new Step
            {
                Id = StepId.Parse("step-1"),
                Kind = StepKind.Tool,
                Name = text,
                Status = StepStatus.Error,
                StartedAt = default,
                Service = text,
                Agent = text,
                Env = text,
                Model = text,
                RequestModel = text,
                Provider = text,
                Tool = text,
                Cost = new StepCost(null, $"no price for model '{secret}'", null, null),
                Error = new StepError(text, $"failed: {text}"),
                InputPreview = text,
                OutputPreview = text,
                Span = new SpanFacts { Trace = ATrace, Kind = SpanKind.Client, Route = $"/x/{secret}", DbSystem = text },
                Provenance = "rest",
                Payload = Encoding.UTF8.GetBytes(Places["inside a sentence"](secret)),
            },
            Redacting.Redactor);

        Redacting.AssertGone(secret, $"{step}\n{step.Error}\n{step.Span}\n{step.Cost}\n{Encoding.UTF8.GetString(step.Payload.Span)}");
        Assert.Equal("step-1", step.Id.Value);
        Assert.Equal(ATrace, step.Span!.Trace);
        Assert.True(step.Redactions >= 10);
    }

    [Theory]
    [MemberData(nameof(Secrets.Names), MemberType = typeof(Secrets))]
    public void Is_gone_from_every_field_of_a_run(string name)
    {
        var secret = Secrets.All[name].Secret;
        if (name is "high entropy" or "aws secret") return; // Releases and sessions are identifiers: randomness alone is no sign there.
        var facts = StepRedaction.Apply(
            new RunFacts
            {
                Name = secret,
                Service = secret,
                Agent = secret,
                AgentVersion = secret,
                Env = secret,
                Release = secret,
                SessionId = secret,
                UserHash = secret,
                Tags = new Dictionary<string, string>(StringComparer.Ordinal) { ["plain"] = secret, [secret] = "x", ["note"] = $"see {secret}." },
            },
            Redacting.Redactor);
        Redacting.AssertGone(secret, $"{facts}\n{string.Join('\n', facts.Tags)}");
        Assert.Equal(3, facts.Tags.Count);
    }

    private static TraceId ATrace { get; } = TraceId.TryParse("4bf92f3577b34da6a3ce929d0e0e4736", out var id) ? id : throw new InvalidOperationException(Planted);
}
