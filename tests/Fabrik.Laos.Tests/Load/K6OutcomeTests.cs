using System.Text;
using Fabrik.Laos.Load;
using Fabrik.Laos.Load.K6;

namespace Fabrik.Laos.Tests.Load;

/// <summary>How a k6 test can end; most of it k6 itself calls a success.</summary>
public sealed class K6OutcomeTests
{
    private const string Http = "import http from 'k6/http'; import { check } from 'k6'; import exec from 'k6/execution';\n";
    private const string Ok = "http.get(`${__ENV.BASE_URL}/ok`);";

    public static TheoryData<string, string, int, string?, string[]> Ends
    {
        get
        {
            (string Name, string Script, int Code, string? Problem, string[] Crossed)[] ends =
            [
                ("all is well", $"export const options = {{ thresholds: {{ http_req_failed: ['rate<0.01'], http_req_duration: ['p(95)<60000'] }} }}; export default function () {{ {Ok} }}", 0, null, []),
                ("threshold crossed", "export const options = { thresholds: { http_req_failed: ['rate<0.01'] } }; export default function () { http.get(`${__ENV.BASE_URL}/fail`); }", 99, null, ["http_req_failed: rate<0.01"]),
                ("an exception in every iteration", $"export const options = {{ iterations: 3 }}; export default function () {{ {Ok} throw new Error('no cart'); }}", 0, "every iteration ended with an exception: Error: no cart", []),
                ("an exception in one iteration", $"export const options = {{ iterations: 3 }}; export default function () {{ {Ok} if (__ITER === 1) throw new Error('no cart'); }}", 0, null, []),
                ("nothing sent", "export default function () { }", 0, "no request was sent", []),
                ("a threshold without samples", $"export const options = {{ thresholds: {{ checks: ['rate>0.9'], 'http_req_duration{{name:never}}': ['p(95)<500'] }} }}; export default function () {{ {Ok} }}", 0, "k6 passes a threshold that saw no sample: checks: rate>0.9, http_req_duration{name:never}: p(95)<500", []),
                ("refused", "export default function () { http.get('http://127.0.0.1:1/'); http.get('http://127.0.0.1:1/'); }", 0, "no request was answered", []),
                ("setup fails", $"export function setup() {{ throw new Error('no database'); }} export default function () {{ {Ok} }}", 107, "the script raised an exception", []),
                ("syntax error", "export default function () { ", 107, "the script raised an exception", []),
                ("the script aborts", "export default function () { exec.test.abort('enough'); }", 108, "the script aborted the test", []),
                ("the script fails the test", $"export default function () {{ exec.test.fail('bad'); {Ok} }}", 110, "the script marked the test as failed", []),
                ("unknown metric", $"export const options = {{ thresholds: {{ nonsense: ['rate>1'] }} }}; export default function () {{ {Ok} }}", 104, "k6 can't use its options", []),
            ];
            var data = new TheoryData<string, string, int, string?, string[]>();
            foreach (var (name, script, code, problem, crossed) in ends) data.Add(name, script, code, problem, crossed);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Ends))]
    public Task Every_end_is_told_apart(string name, string script, int code, string? problem, string[] crossed) => EndsAsync(name, script, code, problem, crossed, real: false);

    [Theory]
    [MemberData(nameof(Ends))]
    public Task Every_end_of_the_real_k6_is_told_apart(string name, string script, int code, string? problem, string[] crossed) => EndsAsync(name, script, code, problem, crossed, real: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Answers_are_counted_by_how_they_were_answered(bool real)
    {
        await using var lab = await LoadLab.StartAsync();
        var run = await RunAsync(lab, real, Http + "const u = __ENV.BASE_URL; export default function () { http.get(`${u}/ok`); http.get(`${u}/hang`); http.batch([`${u}/fail`, `${u}/fail`, `${u}/ok`]); http.get(`${u}/moved`); }");

        Assert.Null(run.Outcome.Problem);
        Assert.Equal((7, 1, 2), (run.Outcome.Sent, run.Outcome.Failed, run.Outcome.ErrorStatuses));
        Assert.Equal(["p100", "p50", "p90", "p95", "p99"], run.Outcome.Latency.Keys);
        Assert.Matches(@"^\d+\.\d+\.\d+$", run.Outcome.Version);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_interrupted_test_keeps_its_result(bool real)
    {
        await using var lab = await LoadLab.StartAsync();
        using var finish = new CancellationTokenSource();
        const string Script = Http + "export default function () { http.get(`${__ENV.BASE_URL}/ok`); console.log('seen'); }";
        var plan = lab.Plan(lab.Write("script.js", Script), Encoding.UTF8.GetBytes(Script), "--duration", "60s", "-e", $"BASE_URL={lab.Server.Url.ToString().TrimEnd('/')}");
        var run = await lab.RunAsync(new K6Tool(), LoadLab.K6(real), plan, line => { if (line.Contains("seen", StringComparison.Ordinal)) finish.Cancel(); }, finish.Token);

        Assert.Equal(105, run.Outcome.ExitCode);
        Assert.Equal("k6 was interrupted before its end", run.Outcome.Problem);
        Assert.True(run.Outcome.Sent > 0);
    }

    private static async Task EndsAsync(string name, string script, int code, string? problem, string[] crossed, bool real)
    {
        await using var lab = await LoadLab.StartAsync();
        var run = await RunAsync(lab, real, Http + script);
        var told = $"{name}: {run.Outcome.ExitCode} {run.Outcome.Problem}\n{string.Join('\n', lab.Lines)}";
        Assert.True(run.Outcome.ExitCode == code, told);
        Assert.True(problem is null ? run.Outcome.Problem is null : run.Outcome.Problem?.StartsWith(problem, StringComparison.Ordinal) == true, told);
        Assert.Equal(crossed, run.Outcome.Crossed);
    }

    private static Task<LoadRun> RunAsync(LoadLab lab, bool real, string script) => lab.RunAsync(
        new K6Tool(),
        LoadLab.K6(real),
        lab.Plan(lab.Write("script.js", script), Encoding.UTF8.GetBytes(script), "-e", $"BASE_URL={lab.Server.Url.ToString().TrimEnd('/')}"));
}
