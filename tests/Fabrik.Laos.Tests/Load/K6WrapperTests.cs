using System.Text;
using System.Text.Json;
using Fabrik.Laos.Load;
using Fabrik.Laos.Load.K6;

namespace Fabrik.Laos.Tests.Load;

/// <summary>Unmodified scripts, run by a double of k6 and, where <c>K6_BIN</c> names it, by k6 itself: what the server saw is the proof.</summary>
public sealed class K6WrapperTests
{
    private const string Get = "http.get(`${__ENV.BASE_URL}/ok`);";

    public static TheoryData<string, string, int> Scripts
    {
        get
        {
            (string Name, string Script, int Requests)[] scripts =
            [
                ("default import", $"import http from 'k6/http'; export default function () {{ {Get} }}", 1),
                ("named import", "import { get, post } from 'k6/http'; export default () => { get(`${__ENV.BASE_URL}/ok`); post(`${__ENV.BASE_URL}/ok`, 'x'); };", 2),
                ("namespace import", "import * as http from 'k6/http'; export default function () { http.get(`${__ENV.BASE_URL}/ok`); }", 1),
                ("every method", "import http from 'k6/http'; const u = `${__ENV.BASE_URL}/ok`; export default function () { http.get(u); http.head(u); http.post(u, 'a'); http.put(u, 'a'); http.patch(u, 'a'); http.del(u); http.options(u); http.request('GET', u); }", 8),
                ("url template", "import http from 'k6/http'; export default function () { http.get(http.url`${__ENV.BASE_URL}/items/${7}`); }", 1),
                ("async request", "import http from 'k6/http'; export default async function () { const r = await http.asyncRequest('GET', `${__ENV.BASE_URL}/ok`); if (r.status !== 200) throw new Error(String(r.status)); }", 1),
                ("batch of strings", "import http from 'k6/http'; const u = `${__ENV.BASE_URL}/ok`; export default function () { const r = http.batch([u, u]); if (r.length !== 2 || r[0].status !== 200) throw new Error('batch'); }", 2),
                ("batch of arrays", "import http from 'k6/http'; const u = `${__ENV.BASE_URL}/ok`; export default function () { http.batch([['GET', u], ['POST', u, 'a', { headers: { 'X-Own': '1' } }]]); }", 2),
                ("batch of objects", "import http from 'k6/http'; const u = `${__ENV.BASE_URL}/ok`; export default function () { http.batch([{ method: 'GET', url: u }, { method: 'POST', url: u, body: 'a', params: { tags: { a: 'b' } } }]); }", 2),
                ("batch by name", "import http from 'k6/http'; const u = `${__ENV.BASE_URL}/ok`; export default function () { const r = http.batch({ one: u, two: ['GET', u] }); if (r.one.status !== 200 || r.two.status !== 200) throw new Error('batch'); }", 2),
                ("redirect", "import http from 'k6/http'; export default function () { const r = http.get(`${__ENV.BASE_URL}/moved`); if (r.status !== 200) throw new Error(String(r.status)); }", 2),
                ("setup and teardown", $"import http from 'k6/http'; export function setup() {{ {Get} return {{ a: 1 }}; }} export default function (data) {{ if (data.a !== 1) throw new Error('data'); {Get} }} export function teardown() {{ {Get} }}", 3),
                ("no default export", $"import http from 'k6/http'; export const options = {{ scenarios: {{ s: {{ executor: 'shared-iterations', vus: 1, iterations: 2, exec: 'walk' }} }} }}; export function walk() {{ {Get} }}", 2),
            ];
            var data = new TheoryData<string, string, int>();
            foreach (var (name, script, requests) in scripts) data.Add(name, script, requests);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public Task Every_request_carries_the_run(string name, string script, int requests) => CarriesAsync(name, script, requests, real: false);

    [Theory]
    [MemberData(nameof(Scripts))]
    public Task Every_request_of_the_real_k6_carries_the_run(string name, string script, int requests) => CarriesAsync(name, script, requests, real: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_script_from_a_pipe_or_another_folder_runs_where_it_was_written_for(bool real)
    {
        await using var lab = await LoadLab.StartAsync();
        lab.Write("deep/data.txt", "from a file");
        lab.Write("deep/part.js", "import http from 'k6/http'; export const call = () => http.get(`${__ENV.BASE_URL}/ok`);");
        var path = lab.Write("deep/er.js", "import { call } from './part.js'; const text = open('./data.txt'); export default function () { if (text !== 'from a file') throw new Error(text); call(); }");
        lab.Write("part.js", await File.ReadAllTextAsync(Path.Combine(lab.Folder.FullName, "deep", "part.js")));
        const string Piped = "import { call } from './part.js'; export default function () { call(); }";

        var far = await RunAsync(lab, real, path, await File.ReadAllTextAsync(path));
        var piped = await RunAsync(lab, real, LoadPlan.Piped, Piped);

        Assert.Null(far.Outcome.Problem);
        Assert.Null(piped.Outcome.Problem);
        Assert.Equal(2, lab.Server.Seen.Count);
        Assert.All(lab.Server.Seen, seen => Assert.Equal(LoadLab.Run, seen.Header("X-Run-Id")));
        Assert.DoesNotContain(lab.Folder.GetFiles(), f => f.Name.StartsWith(".fabrik-", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_the_script_sets_wins_except_the_run_id(bool real)
    {
        await using var lab = await LoadLab.StartAsync();
        await RunAsync(lab, real, "import http from 'k6/http'; export default function () { http.get(`${__ENV.BASE_URL}/ok`, { headers: { 'x-run-id': 'mine', Traceparent: '00-11111111111111111111111111111111-2222222222222222-00', baggage: 'a=b', 'X-Own': '1' } }); }");

        var seen = Assert.Single(lab.Server.Seen);
        Assert.Equal(LoadLab.Run, seen.Header("X-Run-Id"));
        Assert.Equal("00-11111111111111111111111111111111-2222222222222222-00", seen.Header("traceparent"));
        Assert.Equal("a=b", seen.Header("baggage"));
        Assert.Equal("1", seen.Header("X-Own"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Other_hosts_are_left_alone(bool real)
    {
        await using var lab = await LoadLab.StartAsync();
        await using var foreign = await LoadedServer.StartAsync();
        lab.Variables["FOREIGN"] = foreign.Url.ToString();
        await RunAsync(lab, real, $"import http from 'k6/http'; export default function () {{ http.get(`${{__ENV.BASE_URL}}/ok`); http.batch(['{foreign.Url}a', ['GET', '{foreign.Url}b', null, {{ headers: {{ 'X-Own': '1' }} }}]]); http.get('{foreign.Url}c'); }}");

        Assert.Equal(LoadLab.Run, Assert.Single(lab.Server.Seen).Header("X-Run-Id"));
        Assert.Equal(3, foreign.Seen.Count);
        Assert.All(foreign.Seen, seen => Assert.DoesNotContain(LoadLab.Run, string.Join(' ', seen.Headers.Values), StringComparison.Ordinal));
        Assert.All(foreign.Seen, seen => Assert.Null(seen.Header("traceparent")));
        Assert.Equal("1", foreign.Seen.Single(s => s.Path == "/b").Header("X-Own"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Tags_of_the_script_and_of_the_run_are_both_there(bool real)
    {
        await using var lab = await LoadLab.StartAsync();
        const string Script = $"import http from 'k6/http'; export const options = {{ tags: {{ team: 'a' }}, iterations: 2 }}; export default function () {{ {Get} }}";
        // With nothing said on the command line the script's tags count, with --tag those do.
        await RunAsync(lab, real, lab.Write("script.js", Script), Script, "--out", "json");
        Assert.Equal(("a", null, LoadLab.Run), Tags(lab.Lines));
        lab.Lines.Clear();
        await RunAsync(lab, real, lab.Write("script.js", Script), Script, "--tag", "build=7", "--out", "json");
        Assert.Equal((null, "7", LoadLab.Run), Tags(lab.Lines));
        Assert.Equal(4, lab.Server.Seen.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_script_that_uses_require_runs_unwrapped_with_a_warning_and_is_counted(bool real)
    {
        await using var lab = await LoadLab.StartAsync();
        const string Script = "const http = require('k6/http'); module.exports.default = function () { http.get(`${__ENV.BASE_URL}/ok`); http.get(`${__ENV.BASE_URL}/fail`); };";
        var run = await RunAsync(lab, real, lab.Write("old.js", Script), Script);

        Assert.Null(run.Outcome.Problem);
        Assert.Equal((2, 0, 1), (run.Outcome.Sent, run.Outcome.Failed, run.Outcome.ErrorStatuses));
        Assert.All(lab.Server.Seen, seen => Assert.Contains($"run_id={LoadLab.Run}", seen.Header("User-Agent"), StringComparison.Ordinal));
        Assert.DoesNotContain(lab.Lines, line => line.StartsWith('{'));
    }

    private static async Task CarriesAsync(string name, string script, int requests, bool real)
    {
        await using var lab = await LoadLab.StartAsync();
        var run = await RunAsync(lab, real, script);

        Assert.True(run.Outcome.Problem is null, $"{name}: {run.Outcome.Problem}\n{string.Join('\n', lab.Lines)}");
        Assert.Equal(requests, lab.Server.Seen.Count);
        Assert.Equal(requests, run.Outcome.Sent);
        Assert.All(lab.Server.Seen, seen => Assert.Equal(LoadLab.Run, seen.Header("X-Run-Id")));
        Assert.All(lab.Server.Seen, seen => Assert.Equal($"run_id={LoadLab.Run},agent=tester,env=test", seen.Header("baggage")));
        Assert.All(lab.Server.Seen, seen => Assert.Matches("^00-[0-9a-f]{32}-[0-9a-f]{16}-01$", seen.Header("traceparent")));

        // A redirect goes on in the trace that it began in.
        var begun = lab.Server.Seen.Where(s => name != "redirect" || s.Path != "/ok").ToList();
        Assert.Equal(begun.Count, begun.Select(s => s.TraceId).Distinct(StringComparer.Ordinal).Count());
    }

    private static Task<LoadRun> RunAsync(LoadLab lab, bool real, string script) => RunAsync(lab, real, lab.Write("script.js", script), script);

    private static Task<LoadRun> RunAsync(LoadLab lab, bool real, string target, string script, params string[] arguments)
    {
        var program = LoadLab.K6(real);
        string[] all = ["-e", $"BASE_URL={lab.Server.Url.ToString().TrimEnd('/')}", .. arguments];
        return lab.RunAsync(new K6Tool(), program, lab.Plan(target, Encoding.UTF8.GetBytes(script), all));
    }

    private static (string? Team, string? Build, string? Run) Tags(IEnumerable<string> lines)
    {
        var point = lines.First(l => l.StartsWith('{') && l.Contains("\"http_reqs\"", StringComparison.Ordinal) && l.Contains("\"Point\"", StringComparison.Ordinal));
        using var document = JsonDocument.Parse(point);
        var tags = document.RootElement.GetProperty("data").GetProperty("tags");
        return (Tag("team"), Tag("build"), Tag("run_id"));

        string? Tag(string name) => tags.TryGetProperty(name, out var value) ? value.GetString() : null;
    }
}
