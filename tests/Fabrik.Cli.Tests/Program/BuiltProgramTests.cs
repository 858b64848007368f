using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Fabrik.Cli.Tests.Support;

namespace Fabrik.Cli.Tests.Program;

public sealed class BuiltProgramTests : IDisposable
{
    private static readonly string[] Quiet = ["--listen", "127.0.0.1:0", "--otlp-http", "off", "--otlp-grpc", "off", "--json"];
    private readonly TestCli _cli = new();

    private string Folder => _cli.Folder.FullName;

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task It_greets_a_user_and_says_no_politely()
    {
        var help = await RunAsync("--help");
        Assert.True(help.Code == 0, help.ToString());
        Assert.StartsWith("Fabrik: the proving ground", help.Out, StringComparison.Ordinal);
        Assert.Empty(help.Error);

        var version = await RunAsync("version");
        Assert.StartsWith("fabrik ", version.Out, StringComparison.Ordinal);
        Assert.Equal(2, (await RunAsync("rnus")).Code);
        Assert.Equal(4, (await RunAsync("runs", "list")).Code);
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_server_that_is_stopped_ends_cleanly_and_has_kept_all_it_acknowledged(string signal)
    {
        using var server = BuiltProgram.Start(Folder, ["serve", .. Quiet]);
        var address = JsonDocument.Parse((await server.StandardOutput.ReadLineAsync())!).RootElement;
        using var api = new HttpClient { BaseAddress = new Uri(address.GetProperty("api").GetString()!) };
        api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", address.GetProperty("api_key").GetString());

        var acknowledged = new List<string>();
        var interrupted = Task.CompletedTask;
        for (var i = 0; i < 2000; i++)
        {
            if (i == 40) interrupted = BuiltProgram.SignalAsync(server, signal);
            var body = $$"""{"steps":[{"step_id":"s{{i}}","kind":"tool","name":"search","started_at":"2026-02-11T10:15:00Z"}]}""";
            try
            {
                using var answer = await api.PostAsync(new Uri("/v1/runs/kept-1/steps", UriKind.Relative), new StringContent(body, Encoding.UTF8, "application/json"));
                if (!answer.IsSuccessStatusCode) break;
                acknowledged.Add($"s{i}");
            }
            catch (HttpRequestException)
            {
                break;
            }
        }

        await interrupted;
        var end = await BuiltProgram.EndAsync(server);
        Assert.True(end.Code == 0, end.ToString());
        Assert.Empty(end.Out);
        Assert.Contains("stopped; everything acknowledged is stored", end.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled", end.Error, StringComparison.Ordinal);

        Assert.True(acknowledged.Count >= 40, $"only {acknowledged.Count} were acknowledged");
        var kept = await RunAsync("runs", "export", "kept-1");
        var stored = kept.Lines.Skip(1).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("step_id").GetString()).ToHashSet();
        Assert.All(acknowledged, id => Assert.Contains(id, stored));
    }

    [Fact]
    public async Task A_tail_that_is_interrupted_exits_130()
    {
        await SampleStore.FillAsync(_cli);
        using var tail = BuiltProgram.Start(Folder, "runs", "tail", SampleStore.Open, "--json");
        Assert.Contains("o1", await tail.StandardOutput.ReadLineAsync(), StringComparison.Ordinal);
        await BuiltProgram.SignalAsync(tail, "INT");
        var end = await BuiltProgram.EndAsync(tail);
        Assert.True(end.Code == 130, end.ToString());
        Assert.Empty(end.Error);
    }

    [Fact]
    public async Task A_model_server_that_is_interrupted_ends_cleanly()
    {
        _cli.File("s.yaml", "seed: 1\nmodels: [{ name: m }]\nrules: [{ say: hi }]\n");
        using var model = BuiltProgram.Start(Folder, "llm", "-s", "s.yaml", "--port", "0", "--json");
        var address = JsonDocument.Parse((await model.StandardOutput.ReadLineAsync())!).RootElement.GetProperty("base_url").GetString()!;
        using var http = new HttpClient();
        Assert.Contains("\"m\"", await http.GetStringAsync(new Uri($"{address}/models")), StringComparison.Ordinal);
        await BuiltProgram.SignalAsync(model, "INT");
        var end = await BuiltProgram.EndAsync(model);
        Assert.True(end.Code is 0 or 130, end.ToString());
        Assert.Empty(end.Error);
    }

    [Fact]
    public async Task A_reader_that_leaves_the_pipe_is_no_error()
    {
        await SampleStore.AppendAsync(_cli, SampleStore.Batch(SampleStore.Group(
            "long-1", null, [.. Enumerable.Range(0, 5000).Select(i => SampleStore.Step($"s{i}", "search", Core.Runs.StepKind.Tool, i, 1))])));
        var result = await BuiltProgram.RunAsync("bash", Folder, "-c", $"'{BuiltProgram.Path}' runs export long-1 | head -n 1 | wc -l; echo ${{PIPESTATUS[0]}}");
        Assert.Equal("1", result.Lines[0].Trim());
        Assert.True(result.Lines[1] is "0" or "130" or "141", result.ToString());
        Assert.Empty(result.Error);
    }

    private Task<CliResult> RunAsync(params string[] args) => BuiltProgram.RunAsync(BuiltProgram.Path, Folder, args);
}
