using System.Net;
using System.Net.Sockets;
using Fabrik.Cli.Tests.Support;
using Fabrik.Store.Sqlite;

namespace Fabrik.Cli.Tests.Failures;

/// <summary>The codes of every verb: 0, 1, 2, 3, 4, 70 and 130.</summary>
public sealed class ExitCodeTests : IDisposable
{
    private readonly TestCli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Zero_when_all_is_well()
    {
        await SampleStore.FillAsync(_cli);
        Assert.Equal(0, (await _cli.RunAsync("runs", "list")).Code);
    }

    [Fact]
    public async Task One_when_nothing_was_found()
    {
        await SampleStore.FillAsync(_cli);
        Assert.Equal(0, (await _cli.RunAsync("laos", "query", "errors", "--run", SampleStore.Bad, "-q", "did not answer")).Code);
        Assert.Equal(1, (await _cli.RunAsync("laos", "query", "errors", "--run", SampleStore.Bad, "-q", "no such words")).Code);
    }

    [Theory]
    [InlineData("rnus list", "did you mean `runs`?")]
    [InlineData("runs lst", "did you mean `list`?")]
    [InlineData("runs list --staus failed", "did you mean `--status`?")]
    [InlineData("runs list --status wrong", "'wrong'")]
    [InlineData("runs list --limit 0", "expected 1 to")]
    [InlineData("runs list --limit many", "many")]
    [InlineData("runs list --tag novalue", "expected KEY=VALUE")]
    [InlineData("runs list --since soon", "expected a number and ms, s, m, h or d")]
    [InlineData("runs show", "fabrik runs show --help")]
    [InlineData("runs show bad/id", "is not a run id")]
    [InlineData("laos query gossip", "gossip")]
    [InlineData("laos query errors", "give --run RUN or --service NAME")]
    [InlineData("laos lint --run good-1", "no .laosrc.yaml or .laosrc.json here")]
    [InlineData("runs list --no-color=maybe", "maybe")]
    [InlineData("runs list --tenant nobody", "no tenant 'nobody'")]
    [InlineData("runs list -p nothing", "no project 'nothing'")]
    [InlineData("runs list --data .fabrik --postgres Host=db", "name two stores")]
    [InlineData("schema nothing", "there are laos, llm-script")]
    [InlineData("completion powershell", "powershell")]
    [InlineData("llm", "--script")]
    [InlineData("llm -s missing.yaml", "missing.yaml can't be read")]
    [InlineData("serve --listen 0.0.0.0:0 --otlp-http off --otlp-grpc off", "without TLS")]
    [InlineData("serve --listen nowhere", "expected IP:PORT")]
    public async Task Two_when_the_line_is_wrong_and_the_error_says_what_to_do(string line, string says)
    {
        await SampleStore.FillAsync(_cli);
        var result = await _cli.RunAsync(line.Split(' '));

        Assert.Equal(2, result.Code);
        Assert.Empty(result.Out);
        Assert.StartsWith("error: ", result.Error, StringComparison.Ordinal);
        Assert.Contains(says, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_when_the_port_is_taken_and_the_error_offers_another()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        _cli.File("s.yaml", "seed: 1\nmodels: [{ name: m }]\nrules: [{ say: hi }]\n");

        var llm = await _cli.RunAsync("llm", "-s", "s.yaml", "--port", $"{port}");
        Assert.True(llm.Code == 2, llm.ToString());
        Assert.Contains("--port 0", llm.Error, StringComparison.Ordinal);

        var serve = await _cli.RunAsync("serve", "--listen", $"127.0.0.1:{port}", "--otlp-http", "off", "--otlp-grpc", "off");
        Assert.True(serve.Code == 2, serve.ToString());
        Assert.Contains($"{port}", serve.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Three_when_there_is_no_such_run()
    {
        await SampleStore.FillAsync(_cli);
        foreach (var verb in (string[])["show", "tail", "export"])
        {
            var result = await _cli.RunAsync("runs", verb, "nobody-1");
            Assert.True(result.Code == 3, result.ToString());
            Assert.Equal("error: no run 'nobody-1' in project 'default'\n  = help: see `fabrik runs list`\n", result.Error);
        }
    }

    [Fact]
    public async Task Four_when_there_is_no_store_and_nothing_is_made()
    {
        var result = await _cli.RunAsync("runs", "list");
        Assert.Equal(4, result.Code);
        Assert.Contains("fabrik serve", result.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_cli.Data));
    }

    [Fact]
    public async Task Four_when_another_server_has_the_store()
    {
        await using var store = await SqliteStore.OpenAsync(_cli.Data, _cli.Time, CancellationToken.None);
        var result = await _cli.RunAsync("serve", "--listen", "127.0.0.1:0", "--otlp-http", "off", "--otlp-grpc", "off");
        Assert.True(result.Code == 4, result.ToString());
        Assert.DoesNotContain("a bug in fabrik", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Four_when_the_store_is_not_one()
    {
        await SampleStore.FillAsync(_cli);
        foreach (var file in Directory.GetFiles(_cli.Data, "*.db", SearchOption.AllDirectories)) File.WriteAllText(file, "this is no database at all, and longer than a page header of SQLite would be");
        foreach (var file in Directory.GetFiles(_cli.Data, "*-wal", SearchOption.AllDirectories)) File.Delete(file);

        var result = await _cli.RunAsync("runs", "list");
        Assert.True(result.Code == 4, result.ToString());
    }

    [Theory]
    [InlineData("runs list")]
    [InlineData("migrate")]
    public async Task Four_when_PostgreSQL_does_not_answer(string line)
    {
        using var nobody = new TcpListener(IPAddress.Loopback, 0);
        nobody.Start();
        var port = ((IPEndPoint)nobody.LocalEndpoint).Port;
        nobody.Stop();

        var result = await _cli.RunAsync([.. line.Split(' '), "--postgres", $"Host=127.0.0.1;Port={port};Username=u;Database=d;Timeout=2"]);
        Assert.True(result.Code == 4, result.ToString());
        Assert.Contains("PostgreSQL can't be reached", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("runs list")]
    [InlineData("migrate")]
    public async Task Two_when_the_PostgreSQL_address_is_no_address(string line)
    {
        var result = await _cli.RunAsync([.. line.Split(' '), "--postgres", "this is not a DSN"]);
        Assert.True(result.Code == 2, result.ToString());
    }

    [Fact]
    public async Task Seventy_when_fabrik_itself_breaks_and_the_stack_only_on_demand()
    {
        using var error = new StringWriter();
        var code = await FabrikCommand.RunAsync(["version"], _cli.Environment(new BrokenWriter(), error));
        Assert.Equal(70, code);
        Assert.Equal("error: a bug in fabrik: InvalidOperationException: the writer broke\n  = help: run again with --debug for the stack trace, and report it\n", error.ToString());

        using var more = new StringWriter();
        Assert.Equal(70, await FabrikCommand.RunAsync(["version", "--debug"], _cli.Environment(new BrokenWriter(), more)));
        Assert.Contains("   at ", more.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hundred_and_thirty_when_interrupted()
    {
        await SampleStore.FillAsync(_cli);
        using var interrupt = new CancellationTokenSource();
        var tail = _cli.RunAsync(interrupt.Token, "runs", "tail", SampleStore.Open);
        await interrupt.CancelAsync();
        Assert.Equal(130, (await tail).Code);
    }

    [Fact]
    public async Task A_while_longer_than_time_itself_is_just_everything()
    {
        await SampleStore.FillAsync(_cli);
        var result = await _cli.RunAsync("runs", "list", "--since", "90000d", "--json");
        Assert.True(result.Code == 0, result.ToString());
        Assert.Equal(3, result.Json().GetProperty("runs").GetArrayLength());
    }

    private sealed class BrokenWriter : StringWriter
    {
        public override void Write(string? value) => throw new InvalidOperationException("the writer broke");
    }
}
