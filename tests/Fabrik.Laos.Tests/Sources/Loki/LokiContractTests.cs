using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Config;
using Fabrik.Laos.Sources;
using Fabrik.Laos.Sources.Loki;
using Fabrik.Laos.Tests.Doubles.Loki;

namespace Fabrik.Laos.Tests.Sources.Loki;

/// <summary>What holds of any Loki: the double, and the one at FABRIK_E2E_LOKI.</summary>
public sealed class LokiContractTests
{
    [Theory]
    [InlineData("label")]
    [InlineData("structured metadata")]
    [InlineData("JSON body")]
    public async Task The_double_keeps_the_contract(string place)
    {
        await using var loki = await LokiDouble.StartAsync();
        await HoldsAsync(loki.Url, place);
    }

    [Theory]
    [InlineData("label")]
    [InlineData("structured metadata")]
    [InlineData("JSON body")]
    public async Task A_real_server_keeps_the_contract(string place) => await HoldsAsync(RealServer.Url("FABRIK_E2E_LOKI"), place);

    private static async Task HoldsAsync(Uri url, string place)
    {
        var now = TimeProvider.System.GetUtcNow();
        var run = RunId.Create("contract", now, Guid.NewGuid().ToByteArray());
        var request = new EvidenceRequest { Scope = new RunScope(run, "checkout"), Since = UnixTime.From(now.AddMinutes(-5)), Until = UnixTime.From(now) };
        using var source = LokiSource.From(new LokiConfig { Url = url.ToString() }, _ => null, TimeProvider.System);
        await PushAsync(url, run.Value, place, UnixTime.From(now.AddSeconds(-60)));
        var fence = new Fence(run, Guid.NewGuid().ToString("N"), UnixTime.From(now));
        await source.WriteFenceAsync(fence, default);

        Assert.True(await RealServer.EventuallyAsync(() => source.SeesFenceAsync(fence, default), seen => seen));
        var evidence = await RealServer.EventuallyAsync(() => source.CollectAsync([SignalKind.Logs], request, default), e => e.Logs is { Lines: 20 });
        var answer = await source.AskAsync(SignalKind.Logs, request with { Contains = "order \\\"7\\\"" }, default);

        Assert.Equal((20, 4, "detected_level", place), (evidence.Logs!.Lines, evidence.Logs.Errors, evidence.Logs.ErrorsBy, evidence.Logs.RunIn));
        Assert.Equal(UnixTime.From(now.AddSeconds(-60)).Add(TimeSpan.FromSeconds(19)), evidence.Logs.LastSeen);
        Assert.Equal(SignalCompleteness.Complete, evidence.States[0].Completeness);
        Assert.Equal((true, 1L), (answer.Found, answer.Count));
    }

    private static async Task PushAsync(Uri url, string run, string place, UnixTime start)
    {
        var stream = new JsonObject { ["service_name"] = "checkout" };
        if (place == "label") stream["run_id"] = run;
        var values = new JsonArray();
        for (var i = 0; i < 20; i++)
        {
            var line = new JsonObject { ["level"] = i % 5 == 0 ? "error" : "info", ["msg"] = $"order \"{i}\" seen" };
            if (place == "JSON body") line["run_id"] = run;
            var entry = new JsonArray(
                start.Add(TimeSpan.FromSeconds(i)).Nanoseconds.ToString(CultureInfo.InvariantCulture),
                line.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
            if (place == "structured metadata") entry.Add(new JsonObject { ["run_id"] = run });
            values.Add(entry);
        }

        var body = new JsonObject { ["streams"] = new JsonArray(new JsonObject { ["stream"] = stream, ["values"] = values }) };
        using var http = new HttpClient();
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(new Uri(url, "/loki/api/v1/push"), content);
        response.EnsureSuccessStatusCode();
    }
}
