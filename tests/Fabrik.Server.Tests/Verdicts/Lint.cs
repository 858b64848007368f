using System.Text.Json.Nodes;
using Fabrik.Server.Tests.Support;

namespace Fabrik.Server.Tests.Verdicts;

/// <summary>Lint reports for tests, as <c>fabrik laos lint</c> writes them.</summary>
internal static class Lint
{
    /// <summary>A failed one, whole.</summary>
    public const string Failed = """
        {
          "status": "fail",
          "violations": [{"metric":"error_rate","value":0.0102,"limit":0.01,"unit":"ratio","interval":[0.008,0.013],"n":1200,"of":"requests served","state":"broken","needs_n":null,"severity":"error"},
            {"metric":"latency_ms.p95","value":420.4,"limit":350,"unit":"ms","interval":[401,440],"n":1200,"of":"requests served","state":"broken","needs_n":null,"severity":"error"}],
          "worst": {"spans":[{"name":"db.query.users","p99":320,"max":400,"count":12,"total_ms":900,"step_id":"s1","trace_id":"0af7651916cd43dd8448eb211c80319c"}],"errors":[],"routes":[]},
          "window": "10m", "service": "shop", "run_id": "load-1", "agent": "planner", "env": "prod",
          "verdict": "fail", "summary": "2 findings fail the gate", "evaluated": [], "not_evaluated": [], "signals": {}, "hints": [], "notes": [],
          "load": {"tool":"k6","version":"1.4.0","target":"http://127.0.0.1:3000","fingerprint":"sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae","sent":1200},
          "contamination": {"foreign_spans":0,"runs":[]},
          "evidence": {"digest":"sha256:fcde2b2edba56bf408601fb721fe9b5c338d10ee429ea04fae5511b68fbf8fb9","synthetic":false,"spans":1200,"log_lines":0},
          "versions": {"fabrik":"0.1.0","tempo":"3.0.3"}, "comparison": null, "meta": {"created_at":"2026-02-11T10:16:00.25Z"}
        }
        """;

    /// <summary>A report on a run, with some of its keys set otherwise; null takes a key away.</summary>
    public static string Report(string? run, params (string Key, JsonNode? Value)[] with)
    {
        var report = JsonNode.Parse(Failed)!.AsObject();
        report["run_id"] = run;
        foreach (var (key, value) in with)
        {
            if (value is null) report.Remove(key);
            else report[key] = value;
        }

        return report.ToJsonString();
    }

    public static string Body(string report, string more = "") => $$"""{"kind":"laos.lint","report":{{report}}{{(more.Length > 0 ? "," + more : "")}}}""";

    public static Task<HttpResponseMessage> SaveAsync(this HttpClient client, string? run, string verdict = "fail", string at = "2026-02-11T10:16:00Z", string service = "shop") =>
        client.SendJsonAsync("/v1/verdicts", Body(Report(
            run, ("verdict", verdict), ("summary", $"{verdict} on {run}"), ("service", service), ("meta", new JsonObject { ["created_at"] = at }))));
}
