using Fabrik.Cli.Tests.Support;
using Fabrik.Testing;

namespace Fabrik.Cli.Tests.Laos;

public sealed class LaosCheckConfigTests : IDisposable
{
    private readonly TestCli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task A_usable_config_is_said_to_be_so_with_its_warnings()
    {
        _cli.File(".laosrc.yaml", "service: checkout\nthresholds:\n  latency_ms: { p95: 350, p99.9: 800 }\n  cpu_pct: 75\n");
        var result = await _cli.RunAsync("laos", "check-config", "--requests", "600");

        Assert.Equal(0, result.Code);
        Golden.Match("check-config.txt", result.Out);
        Assert.Contains("✓ usable", (await _cli.RunAsync("laos", "check-config", ".laosrc.yaml")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_ends_with_the_code_of_a_usage_error_here_and_before_any_lint()
    {
        _cli.File("bad.yaml", "thresholds:\n  latency_ms: { p50: 350, p95: 120 }\n");
        var check = await _cli.RunAsync("laos", "check-config", "bad.yaml");
        var json = await _cli.RunAsync("laos", "check-config", "bad.yaml", "--json");
        var lint = await _cli.RunAsync("laos", "lint", "--run", "r-1", "-c", "bad.yaml");

        Assert.Equal((2, 2, 2), (check.Code, json.Code, lint.Code));
        Assert.Contains("--> bad.yaml:2:32", check.Out, StringComparison.Ordinal);
        Assert.Contains("--> bad.yaml:2:32", lint.Error, StringComparison.Ordinal);
        var diagnostic = Assert.Single(json.Json().GetProperty("diagnostics").EnumerateArray());
        Assert.Equal(("laos.percentile_order", 2, 32), (diagnostic.GetProperty("code").GetString(), diagnostic.GetProperty("line").GetInt32(), diagnostic.GetProperty("column").GetInt32()));
    }

    [Fact]
    public async Task A_missing_file_and_an_unset_variable_are_errors_with_a_next_step()
    {
        Assert.Contains("name a file", (await _cli.RunAsync("laos", "check-config")).Error, StringComparison.Ordinal);
        _cli.File(".laosrc.yaml", "scope: { run_id: \"${RalphRunId}\" }\n");

        var unset = await _cli.RunAsync("laos", "check-config");
        Assert.Equal(2, unset.Code);
        Assert.Contains("RalphRunId", unset.Out, StringComparison.Ordinal);
        Assert.Equal(0, (await _cli.RunAsync("laos", "check-config", "--run", "r-1")).Code);
        _cli.Variables["SMITHERS_RUN_ID"] = "r-2";
        Assert.Equal(0, (await _cli.RunAsync("laos", "check-config")).Code);
    }

    [Fact]
    public async Task The_sample_is_clean() =>
        Assert.Equal($"✓ usable  {Sample}\n", (await _cli.RunAsync("laos", "check-config", Sample)).Out);

    private static string Sample => RepositoryRoot.Combine("samples", "research-agent", ".laosrc.yaml");
}
