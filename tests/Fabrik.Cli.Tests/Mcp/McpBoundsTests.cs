using Fabrik.Cli.Failures;
using Fabrik.Cli.Mcp;
using Fabrik.Cli.Tests.Support;

namespace Fabrik.Cli.Tests.Mcp;

public sealed class McpBoundsTests : IDisposable
{
    private const string Kept = "service: research\nthresholds: { latency_ms: { p95: 350 } }\n";
    private readonly TestCli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Nothing_outside_the_folder_is_read_or_written()
    {
        using var elsewhere = new TestCli();
        var outside = elsewhere.File("outside.yaml", Kept);
        await SampleStore.FillAsync(_cli);
        File.CreateSymbolicLink(Path.Combine(_cli.Folder.FullName, "link.yaml"), outside);
        Directory.CreateSymbolicLink(Path.Combine(_cli.Folder.FullName, "way"), elsewhere.Folder.FullName);
        _cli.File("reviews.yaml", Kept + $"gate: {{ directory: '{elsewhere.Folder.FullName}' }}\n");
        _cli.File("beside.yaml", Kept + "gate: { directory: . }\n");
        _cli.File("token.yaml", Kept + $"scope: {{ run_id: '${{RUN_ID}}' }}\nsources: {{ tempo: {{ url: 'http://127.0.0.1:1', token_file: '{outside}' }} }}\n");
        await using var session = await McpSession.StartAsync(_cli);

        foreach (var config in (string[])[outside, $"../{elsewhere.Folder.Name}/outside.yaml", "link.yaml", "way/outside.yaml", "reviews.yaml", "beside.yaml", "token.yaml"])
        {
            var escape = await session.CallAsync("laos_lint", new { run = SampleStore.Good, config });
            Assert.True(escape is { Outcome: "refused", IsError: true }, $"{config}: {escape}");
            Assert.Contains("is outside", escape.Reasons, StringComparison.Ordinal);
        }

        var query = await session.CallAsync("laos_query", new { signal = "traces", service = "research", config = "token.yaml" });
        Assert.Contains("is outside", query.Reasons, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_cli.Folder.FullName, "reports")));

        Directory.CreateSymbolicLink(Path.Combine(_cli.Folder.FullName, "reports"), elsewhere.Folder.FullName);
        _cli.File("kept.yaml", Kept);
        Assert.Contains("is outside", (await session.CallAsync("laos_lint", new { run = SampleStore.Good, config = "kept.yaml" })).Reasons, StringComparison.Ordinal);
        Assert.Equal(["outside.yaml"], Directory.GetFileSystemEntries(elsewhere.Folder.FullName).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("http://127.0.0.1:80/a?b=c", "http://127.0.0.1/a?b=c")]
    [InlineData("HTTP://LOCALHOST:8080", "http://localhost:8080/")]
    [InlineData("http://[::1]:5000/", "http://[::1]:5000/")]
    [InlineData("http://loopback/", "http://localhost/")]
    [InlineData("http://2130706433/", "http://127.0.0.1/")]
    [InlineData("https://staging.example.com/x", "https://staging.example.com/x")]
    public void This_machine_and_allowed_hosts_may_be_loaded(string text, string url) =>
        Assert.Equal(url, LoadTarget.Require(text, ["Staging.example.com"]).AbsoluteUri);

    [Theory]
    [InlineData("http://example.com/")]
    [InlineData("http://a.staging.example.com/")]
    [InlineData("http://staging.example.com.evil.test/")]
    [InlineData("http://127.0.0.1@evil.test/")]
    [InlineData("http://127.0.0.1\\@evil.test/")]
    [InlineData("http://localhost.evil.test/")]
    [InlineData("http://0.0.0.0/")]
    [InlineData("http://169.254.169.254/latest")]
    [InlineData("http://[::ffff:10.0.0.1]/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("//127.0.0.1/")]
    [InlineData("")]
    public void Nobody_else_may_be(string text) =>
        Assert.Throws<CliFailure>(() => LoadTarget.Require(text, ["staging.example.com"]));
}
