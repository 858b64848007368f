using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Config;
using Fabrik.Laos.Sources;
using Fabrik.Laos.Sources.Tempo;
using Fabrik.Laos.Tests.Doubles.Tempo;

namespace Fabrik.Laos.Tests.Sources.Tempo;

/// <summary>What holds of any Tempo: the double, and the one at FABRIK_E2E_TEMPO with its OTLP/HTTP at FABRIK_E2E_TEMPO_OTLP (port 4318 of the same host).</summary>
public sealed class TempoContractTests
{
    [Fact]
    public async Task The_double_keeps_the_contract()
    {
        await using var tempo = await TempoDouble.StartAsync();
        tempo.EndCutoff = TimeSpan.Zero;
        await HoldsAsync(tempo.Url, tempo.Url);
    }

    [Fact]
    public async Task A_real_server_keeps_the_contract()
    {
        var url = RealServer.Url("FABRIK_E2E_TEMPO");
        await HoldsAsync(url, Environment.GetEnvironmentVariable("FABRIK_E2E_TEMPO_OTLP") is { Length: > 0 } otlp ? new Uri(otlp) : new UriBuilder(url) { Port = 4318 }.Uri);
    }

    private static async Task HoldsAsync(Uri url, Uri otlp)
    {
        var now = TimeProvider.System.GetUtcNow();
        var run = RunId.Create("contract", now, Guid.NewGuid().ToByteArray());
        var request = new EvidenceRequest { Scope = new RunScope(run, "checkout"), Since = UnixTime.From(now.AddMinutes(-5)), Until = UnixTime.From(now) };
        using var source = TempoSource.From(new TempoConfig { Url = url.ToString(), OtlpUrl = otlp.ToString() }, _ => null, TimeProvider.System);
        await PushAsync(otlp, run.Value, UnixTime.From(now.AddSeconds(-30)), 150);
        var fence = new Fence(run, Guid.NewGuid().ToString("N"), UnixTime.From(now));
        await source.WriteFenceAsync(fence, default);

        Assert.True(await RealServer.EventuallyAsync(() => source.SeesFenceAsync(fence, default), seen => seen));
        var evidence = await RealServer.EventuallyAsync(() => source.CollectAsync([SignalKind.Traces], request, default), e => e.States[0].Completeness == SignalCompleteness.Complete);
        var answer = await source.AskAsync(SignalKind.Traces, request with { Contains = "CHECK" }, default);

        Assert.Equal(SignalCompleteness.Complete, evidence.States[0].Completeness);
        Assert.Equal(151, evidence.Spans!.Count);
        Assert.Equal(150, evidence.Spans.Count(s => s.Database));
        Assert.Single(evidence.Spans, s => s is { HttpStatus: 500, Error: not null, Route: "/checkout", Service: "checkout" });
        Assert.Equal((true, 1L, "POST /checkout"), (answer.Found, answer.Count, answer.TopSpan));
        Assert.Equal(151, await source.CountAsync(SignalKind.Traces, request, default));
    }

    // One trace with a zero at the front of its id and more spans than a search lists.
    private static async Task PushAsync(Uri otlp, string run, UnixTime start, int queries)
    {
        var trace = "0" + Guid.NewGuid().ToString("N")[1..];
        var spans = new JsonArray(Span("00000000000000a1", null, "POST /checkout", 2, new JsonObject { ["code"] = 2, ["message"] = "boom" }, ("http.route", "/checkout"), ("http.response.status_code", 500)));
        for (var i = 0; i < queries; i++) spans.Add(Span((0xb000 + i).ToString("x16"), "00000000000000a1", "SELECT", 3, null, ("db.system.name", "postgresql")));
        var body = new JsonObject
        {
            ["resourceSpans"] = new JsonArray(new JsonObject
            {
                ["resource"] = new JsonObject { ["attributes"] = new JsonArray(Attribute("service.name", "checkout"), Attribute("run_id", run)) },
                ["scopeSpans"] = new JsonArray(new JsonObject { ["spans"] = spans }),
            }),
        };
        using var http = new HttpClient();
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(new Uri(otlp, "/v1/traces"), content);
        response.EnsureSuccessStatusCode();

        JsonObject Span(string id, string? parent, string name, int kind, JsonObject? status, params (string Key, object Value)[] attributes)
        {
            var span = new JsonObject
            {
                ["traceId"] = trace,
                ["spanId"] = id,
                ["name"] = name,
                ["kind"] = kind,
                ["startTimeUnixNano"] = start.Nanoseconds.ToString(CultureInfo.InvariantCulture),
                ["endTimeUnixNano"] = start.Add(TimeSpan.FromMilliseconds(5)).Nanoseconds.ToString(CultureInfo.InvariantCulture),
                ["attributes"] = new JsonArray([.. attributes.Select(a => (JsonNode)Attribute(a.Key, a.Value))]),
            };
            if (parent is not null) span["parentSpanId"] = parent;
            if (status is not null) span["status"] = status;
            return span;
        }
    }

    private static JsonObject Attribute(string key, object value) => new()
    {
        ["key"] = key,
        ["value"] = value is int number ? new JsonObject { ["intValue"] = number.ToString(CultureInfo.InvariantCulture) } : new JsonObject { ["stringValue"] = (string)value },
    };
}
