using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Fabrik.Server.Tests.Support;

namespace Fabrik.Server.Tests.Runs;

public sealed class AppendingSteps
{
    private const string Path = "/v1/runs/r-1/steps";

    [Fact]
    public async Task Steps_of_an_unknown_run_make_it_and_are_read_back_whole()
    {
        await using var server = await TestServer.StartAsync();
        var body = Some.Steps(
            Some.Step("m1", "model", """
                "ended_at":"2026-02-11T10:15:01.5Z","status":"ok","service":"svc","agent":"scout","env":"dev","model":"gpt-4o-mini","provider":"openai",
                "usage":{"input":100,"output":20},"reported_cost":"0.0012",
                "messages":[{"role":"user","content":"What is 2+2?"},{"role":"assistant","content":"4"}],
                "model_config":{"temperature":0.5},"attributes":{"n":[1,null]},"events":[{"time":"2026-02-11T10:15:00.5Z","name":"first token"}]
                """),
            Some.Step("t1", "tool", """
                "parent_id":"m1","status":"error","error":{"type":"Timeout","message":"too slow"},"tool":"search","tool_call_id":"c1","input":{"q":"x"},"output":"nothing\u000a"
                """));

        var answer = await server.Api.SendJsonAsync(Path, body);
        Assert.Equal("""{"run_id":"r-1","accepted":2,"duplicates":0}""", await answer.Content.ReadAsStringAsync());

        var run = await server.Api.JsonAsync("/v1/runs/r-1");
        Assert.Equal((2, 1, 1, 1), (run.GetProperty("steps").GetInt32(), run.GetProperty("model_calls").GetInt32(), run.GetProperty("tool_calls").GetInt32(), run.GetProperty("errors").GetInt32()));
        Assert.Equal(("svc", "scout", "dev"), (run.GetProperty("service").GetString(), run.GetProperty("agent").GetString(), run.GetProperty("env").GetString()));
        Assert.Equal(100, run.GetProperty("usage").GetProperty("input").GetInt32());
        Assert.Equal(1500, run.GetProperty("duration_ms").GetDouble());

        var steps = (await server.Api.JsonAsync(Path)).GetProperty("steps").EnumerateArray().ToArray();
        Assert.Equal(["m1", "t1"], steps.Select(s => s.GetProperty("step_id").GetString()));
        Assert.Equal(("What is 2+2?", "4"), (steps[0].GetProperty("input_preview").GetString(), steps[0].GetProperty("output_preview").GetString()));
        Assert.Equal("0.0012", steps[0].GetProperty("cost").GetProperty("reported_usd").GetString());
        Assert.NotNull(steps[0].GetProperty("cost").GetProperty("computed_usd").GetString());
        Assert.Equal(("{\"q\":\"x\"}", "nothing\n"), (steps[1].GetProperty("input_preview").GetString(), steps[1].GetProperty("output_preview").GetString()));
        Assert.False(steps[0].TryGetProperty("payload", out _));

        var step = await server.Api.JsonAsync(Path + "/m1");
        Assert.Equal(0.5, step.GetProperty("payload").GetProperty("model_config").GetProperty("temperature").GetDouble());
        Assert.Equal("""{"n":[1,null]}""", step.GetProperty("payload").GetProperty("attributes").GetRawText());
        Assert.Equal("rest", step.GetProperty("provenance").GetString());
    }

    [Fact]
    public async Task The_same_steps_again_are_duplicates_and_another_body_is_a_conflict_that_keeps_the_rest()
    {
        await using var server = await TestServer.StartAsync();
        await server.Api.SendJsonAsync(Path, Some.Steps(Some.Step("a"), Some.Step("b")));
        var again = await (await server.Api.SendJsonAsync(Path, Some.Steps(Some.Step("a"), Some.Step("b")))).BodyAsync();
        Assert.Equal((0, 2), (again.GetProperty("accepted").GetInt32(), again.GetProperty("duplicates").GetInt32()));

        var mixed = await server.Api.SendJsonAsync(Path, Some.Steps(Some.Step("a"), Some.Step("b", "model"), Some.Step("c")));
        var problem = await mixed.ProblemAsync(HttpStatusCode.Conflict, "step-conflict");
        Assert.Equal((1, 1), (problem.GetProperty("accepted").GetInt32(), problem.GetProperty("duplicates").GetInt32()));
        var conflict = Assert.Single(problem.GetProperty("conflicts").EnumerateArray());
        Assert.Equal((1, "b"), (conflict.GetProperty("index").GetInt32(), conflict.GetProperty("step_id").GetString()));
        Assert.Equal(3, (await server.Api.JsonAsync(Path)).GetProperty("steps").GetArrayLength());
    }

    [Fact]
    public async Task Every_fault_of_every_step_is_named_and_nothing_is_stored()
    {
        await using var server = await TestServer.StartAsync();
        const string body = """
            {"steps":[
              {"step_id":"ok","kind":"tool","name":"n","started_at":"2026-02-11T10:15:00Z"},
              {"step_id":"no spaces","kind":"tol","name":"","started_at":"2026-02-11"},
              {"kind":null},
              7,
              {"step_id":"s","kind":"tool","name":"n","started_at":"2026-02-11T10:15:00Z","ended_at":"2026-02-11T10:14:00Z","nmae":1,
               "usage":{"input":-1,"outputs":2},"reported_cost":0.5,"error":{"type":7},"messages":[{"role":"user"},{"content":"x"}],
               "attributes":[],"tools":{},"events":[{"name":"e"}],"model":"a\u0000b","tool":"\ud800"}
            ]}
            """;
        var problem = await (await server.Api.SendJsonAsync(Path, body)).ProblemAsync(HttpStatusCode.BadRequest, "invalid-request");
        Assert.Equal(
            [
                "steps[1].step_id", "steps[1].kind", "steps[1].name", "steps[1].started_at",
                "steps[2].step_id", "steps[2].kind", "steps[2].name", "steps[2].started_at",
                "steps[3]",
                "steps[4].nmae", "steps[4].usage.input", "steps[4].usage.outputs", "steps[4].reported_cost", "steps[4].error.type", "steps[4].messages[1].role",
                "steps[4].attributes", "steps[4].tools", "steps[4].events[0]", "steps[4].model", "steps[4].tool", "steps[4].ended_at",
            ],
            problem.ErrorPaths());
        Assert.Contains("expected one of prompt, model, tool", problem.GetProperty("errors")[1].GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Api.GetAsync("/v1/runs/r-1")).StatusCode);
    }

    [Theory]
    [InlineData("{}", "steps")]
    [InlineData("""{"steps":[]}""", "steps")]
    [InlineData("""{"steps":null}""", "steps")]
    [InlineData("""{"steps":[],"extra":1}""", "extra")]
    [InlineData("""{"steps":[{"step_id":"a"}""", "body")]
    public async Task Bodies_of_another_shape_are_refused(string body, string path)
    {
        await using var server = await TestServer.StartAsync();
        var problem = await (await server.Api.SendJsonAsync(Path, body)).ProblemAsync(HttpStatusCode.BadRequest, "invalid-request");
        Assert.Contains(path, problem.ErrorPaths());
    }

    [Fact]
    public async Task A_thousand_steps_are_taken_and_one_more_is_not()
    {
        await using var server = await TestServer.StartAsync();
        var answer = await (await server.Api.SendJsonAsync(Path, Some.Steps(1000))).BodyAsync();
        Assert.Equal(1000, answer.GetProperty("accepted").GetInt32());
        var problem = await (await server.Api.SendJsonAsync(Path, Some.Steps(1002))).ProblemAsync(HttpStatusCode.BadRequest, "invalid-request");
        Assert.Equal(["steps[1000]"], problem.ErrorPaths());
    }

    [Fact]
    public async Task Gzip_is_taken_and_a_bomb_is_not()
    {
        await using var server = await TestServer.StartAsync();
        var answer = await server.Api.PostAsync(Path, Gzip(Encoding.UTF8.GetBytes(Some.Steps(50))));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);

        var bomb = await server.Api.PostAsync(Path, Gzip(new byte[100 * 1024 * 1024]));
        await bomb.ProblemAsync(HttpStatusCode.RequestEntityTooLarge, "body-too-large");
        var broken = new ByteArrayContent([0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]);
        broken.Headers.ContentEncoding.Add("gzip");
        broken.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        await (await server.Api.PostAsync(Path, broken)).ProblemAsync(HttpStatusCode.BadRequest, "undecodable-body");
    }

    [Fact]
    public async Task What_is_too_large_or_of_another_type_is_refused()
    {
        await using var server = await TestServer.StartAsync();
        await (await server.Api.PostAsync(Path, Wire.Json(new string(' ', (8 * 1024 * 1024) + 1)))).ProblemAsync(HttpStatusCode.RequestEntityTooLarge, "body-too-large");
        await (await server.Api.PostAsync(Path, new StringContent("{}", Encoding.UTF8, "text/plain"))).ProblemAsync(HttpStatusCode.UnsupportedMediaType, "wrong-media-type");
        var deflate = Wire.Json("{}");
        deflate.Headers.ContentEncoding.Add("deflate");
        await (await server.Api.PostAsync(Path, deflate)).ProblemAsync(HttpStatusCode.UnsupportedMediaType, "wrong-media-type");
        var latin = new ByteArrayContent([.. "{\"steps\":[\""u8, 0xE9, .. "\"]}"u8]);
        latin.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        await (await server.Api.PostAsync(Path, latin)).ProblemAsync(HttpStatusCode.BadRequest, "undecodable-body");
    }

    [Fact]
    public async Task Nesting_beyond_the_limit_is_refused_and_below_it_kept()
    {
        await using var server = await TestServer.StartAsync();
        var deep = Some.Step("d", more: $"\"input\":{new string('[', 55)}{new string(']', 55)}");
        Assert.Equal(HttpStatusCode.OK, (await server.Api.SendJsonAsync(Path, Some.Steps(deep))).StatusCode);
        Assert.Equal(new string('[', 55) + new string(']', 55), (await server.Api.JsonAsync(Path + "/d")).GetProperty("payload").GetProperty("input").GetRawText());
        var deeper = Some.Step("e", more: $"\"input\":{new string('[', 100_000)}{new string(']', 100_000)}");
        await (await server.Api.SendJsonAsync(Path, Some.Steps(deeper))).ProblemAsync(HttpStatusCode.BadRequest, "invalid-request");
    }

    [Fact]
    public async Task Secrets_do_not_reach_the_store_by_any_key()
    {
        await using var server = await TestServer.StartAsync();
        const string secret = "ghp_16C7e42F292c6912E7710c838347Ae178B4a";
        var step = Some.Step("s", more: $$"""
            "input":{"authorization":"Bearer {{secret}}","note":"use {{secret}} please"},"output":"{{secret}}","error":{"type":"E","message":"bad key {{secret}}"},"tool":"{{secret}}"
            """);
        await server.Api.SendJsonAsync(Path, Some.Steps(step));
        var stored = await server.Api.GetStringAsync(Path + "/s");
        var export = await server.Api.GetStringAsync("/v1/runs/r-1/export");
        Assert.DoesNotContain(secret, stored + export, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, server.Log.Text, StringComparison.Ordinal);
        Assert.Contains("$redacted", stored, StringComparison.Ordinal);
        Assert.True((await server.Api.JsonAsync("/v1/runs/r-1")).GetProperty("redactions").GetInt32() > 0);
    }

    internal static ByteArrayContent Gzip(byte[] bytes, string type = "application/json")
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Fastest)) gzip.Write(bytes);
        var content = new ByteArrayContent(output.ToArray());
        content.Headers.ContentEncoding.Add("gzip");
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        return content;
    }
}
