using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fabrik.Server.Tests.Support;
using Fabrik.Store.Verdicts;

namespace Fabrik.Server.Tests.Verdicts;

public sealed class SavingVerdicts
{
    [Fact]
    public async Task What_lists_show_is_read_from_the_report()
    {
        await using var server = await TestServer.StartAsync();

        var answer = await server.Api.SendJsonAsync("/v1/verdicts", Lint.Body(Lint.Failed));

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var verdict = await answer.BodyAsync();
        string[] keys = ["kind", "run_id", "service", "agent", "env", "status", "summary", "created_at", "headline"];
        Assert.Equal(
            "laos.lint|load-1|shop|planner|prod|fail|2 findings fail the gate|2026-02-11T10:16:00.25Z|latency_ms.p95 420 ms over 350 ms",
            string.Join('|', keys.Select(k => verdict.GetProperty(k).GetString())));
        Assert.StartsWith("sha256:2c26", verdict.GetProperty("fingerprint").GetString(), StringComparison.Ordinal);
        Assert.False(verdict.TryGetProperty("report", out _));
    }

    [Fact]
    public async Task The_report_comes_back_byte_for_byte_where_nothing_of_it_is_secret()
    {
        await using var server = await TestServer.StartAsync();
        var saved = await (await server.Api.SendJsonAsync("/v1/verdicts", Lint.Body(Lint.Failed))).BodyAsync();

        var text = await server.Api.GetStringAsync($"/v1/verdicts/{saved.GetProperty("id").GetString()}");

        Assert.Contains("\"report\":" + Lint.Failed, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_report_again_is_the_same_verdict_and_another_under_its_id_is_a_conflict()
    {
        await using var server = await TestServer.StartAsync();
        const string id = "0190c8f2-7a11-7c3e-8d44-0a1b2c3d4e5f";

        var first = await server.Api.SendJsonAsync("/v1/verdicts", Lint.Body(Lint.Failed));
        var again = await server.Api.SendJsonAsync("/v1/verdicts", Lint.Body(Lint.Failed, "\"run_id\":\"load-1\""));
        var named = await server.Api.SendJsonAsync("/v1/verdicts", Lint.Body(Lint.Failed, $"\"id\":\"{id}\""));
        var other = await server.Api.SendJsonAsync("/v1/verdicts", Lint.Body(Lint.Report("load-1", ("verdict", "pass")), $"\"id\":\"{id}\""));

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK, HttpStatusCode.Created), (first.StatusCode, again.StatusCode, named.StatusCode));
        Assert.Equal((await first.BodyAsync()).GetRawText(), (await again.BodyAsync()).GetRawText());
        Assert.Equal(id, (await named.BodyAsync()).GetProperty("id").GetString());
        await other.ProblemAsync(HttpStatusCode.Conflict, "verdict-conflict");
    }

    [Fact]
    public async Task Without_a_time_of_its_own_a_verdict_keeps_the_time_it_came_first()
    {
        await using var server = await TestServer.StartAsync();
        var body = Lint.Body(Lint.Report("r", ("meta", null)));

        var first = await (await server.Api.SendJsonAsync("/v1/verdicts", body)).BodyAsync();
        var again = await (await server.Api.SendJsonAsync("/v1/verdicts", body)).BodyAsync();

        Assert.Equal(first.GetProperty("created_at").GetString(), again.GetProperty("created_at").GetString());
    }

    [Fact]
    public async Task Secrets_in_a_report_are_replaced_before_it_is_stored()
    {
        await using var server = await TestServer.StartAsync();
        var secret = "gh" + "p_" + new string('a', 20) + "Zk81LmQ0pR7sT3uV";
        var report = Lint.Report("r", ("summary", $"failed with {secret}"), ("service", secret), ("notes", new JsonArray($"Bearer {secret}", "fine")));

        var saved = await (await server.Api.SendJsonAsync("/v1/verdicts", Lint.Body(report))).BodyAsync();
        var text = await server.Api.GetStringAsync($"/v1/verdicts/{saved.GetProperty("id").GetString()}");

        Assert.DoesNotContain(secret, text + saved.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("redacted", saved.GetProperty("summary").GetString(), StringComparison.Ordinal);
        Assert.Contains("fine", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_fault_is_named_with_its_path_at_once()
    {
        await using var server = await TestServer.StartAsync();
        var report = Lint.Report(
            "-x", ("verdict", "fine"), ("summary", null), ("service", 7), ("violations", "none"), ("meta", new JsonObject { ["created_at"] = "yesterday" }),
            ("load", new JsonObject { ["fingerprint"] = "not a name" }));
        var answer = await server.Api.SendJsonAsync("/v1/verdicts", $$"""{"kind":"tea","run_id":"?","id":"7","more":1,"report":{{report}}}""");
        var problem = await answer.ProblemAsync(HttpStatusCode.BadRequest, "invalid-request");
        Assert.Equal(
            ["kind", "run_id", "id", "more", "report.violations", "report.verdict", "report.summary", "report.run_id", "report.service", "report.meta.created_at", "report.load.fingerprint"],
            problem.ErrorPaths());
    }

    [Theory]
    [InlineData("{}", "kind", "report")]
    [InlineData("[]", "body")]
    [InlineData("{", "body")]
    [InlineData("""{"kind":"laos.lint","report":[]}""", "report")]
    [InlineData("""{"kind":"laos.lint","report":null}""", "report")]
    [InlineData("""{"kind":"laos.lint","report":{"verdict":"pass","summary":"\ud800"}}""", "report.summary")]
    [InlineData("""{"kind":"laos.lint","run_id":"a","report":{"verdict":"pass","summary":"s","run_id":"b"}}""", "run_id")]
    public async Task What_is_no_verdict_is_refused(string body, params string[] paths)
    {
        await using var server = await TestServer.StartAsync();
        var problem = await (await server.Api.SendJsonAsync("/v1/verdicts", body)).ProblemAsync(HttpStatusCode.BadRequest, "invalid-request");
        Assert.Equal(paths, problem.ErrorPaths());
        Assert.Equal(0, (await server.Api.JsonAsync("/v1/verdicts")).GetProperty("verdicts").GetArrayLength());
    }

    [Fact]
    public async Task A_report_without_end_is_refused()
    {
        await using var server = await TestServer.StartAsync();
        foreach (var size in (int[])[StoredVerdict.MaxReportBytes - 2000, StoredVerdict.MaxReportBytes, StoredVerdict.MaxReportBytes * 2])
        {
            var answer = await server.Api.SendJsonAsync("/v1/verdicts", Lint.Body(Lint.Report("r", ("notes", new JsonArray(Words(size))))));
            if (size < StoredVerdict.MaxReportBytes) Assert.True(answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.RequestEntityTooLarge);
            else await answer.ProblemAsync(HttpStatusCode.RequestEntityTooLarge, "body-too-large");
        }
    }

    [Fact]
    public async Task A_browser_needs_its_token_and_nobody_gets_in_without_credentials()
    {
        await using var server = await TestServer.StartAsync();
        using var nobody = server.NewClient();
        using var page = await server.SignInAsync();
        using var forged = server.NewClient();
        forged.DefaultRequestHeaders.Add("Cookie", page.DefaultRequestHeaders.GetValues("Cookie"));

        await (await nobody.SendJsonAsync("/v1/verdicts", Lint.Body(Lint.Failed))).ProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
        foreach (var path in (string[])["/v1/verdicts", "/v1/verdicts/x", "/v1/runs/r/verdicts"]) Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync(path)).StatusCode);
        await (await forged.SendJsonAsync("/v1/verdicts", Lint.Body(Lint.Failed))).ProblemAsync(HttpStatusCode.Forbidden, "cross-site");
        Assert.Equal(HttpStatusCode.Created, (await page.SendJsonAsync("/v1/verdicts", Lint.Body(Lint.Failed))).StatusCode);
    }

    // Words, so that nothing looks like a secret.
    private static string Words(int length) => string.Concat(Enumerable.Repeat("slow ", length / 5));
}
