using Fabrik.Core.Config;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Checks;
using Fabrik.Testing;

namespace Fabrik.Laos.Tests.Checks;

public sealed class CheckedConfigTests
{
    [Fact]
    public void Everything_that_makes_no_sense_is_said_at_once_with_its_place()
    {
        const string text = """
            service: checkout
            thresholds:
              latency_ms:
                p50: 0.35
                p95: 350
                p99: 120
                p99.9: 900000
              db_time_ms: { p95: 120, p99: 80 }
              error_rate: 0.001
              log_error_rate: 1
              cpu_pct: 0.75
              function_cpu_pct: { "json.encode": 10 }
            signals: { logs: false }
            baseline: { max_increase: 0.1 }
            """;
        var result = Check(text, new Expectations(600, new Dictionary<string, double> { ["latency_ms.p95"] = 0.23, ["latency_ms.p50"] = 0.05 }));

        Assert.Null(result.Value);
        Golden.Match("nonsense.txt", DiagnosticText.RenderAll(result.Diagnostics, result.Source));
    }

    [Fact]
    public void A_rate_beyond_one_is_told_from_percent()
    {
        var result = Check("thresholds:\n  error_rate: 5\n");

        Assert.Equal("is it meant in percent? 5 % is 0.05", Assert.Single(result.Diagnostics).Help);
    }

    [Theory]
    [InlineData("latency_ms: { p95: 1 }", "traces")]
    [InlineData("db_time_ms: { p95: 1 }", "traces")]
    [InlineData("error_rate: 0.1", "traces")]
    [InlineData("log_error_rate: 0.1", "logs")]
    [InlineData("cpu_pct: 75", "metrics")]
    [InlineData("function_cpu_pct: { f: 10 }", "profiles")]
    public void A_limit_on_a_signal_that_is_off_is_an_error(string limit, string signal)
    {
        var result = Check($"thresholds:\n  {limit}\nsignals: {{ {signal}: false }}\n");

        var error = Assert.Single(result.Diagnostics, d => d.Severity == Severity.Error);
        Assert.Equal((CheckCode.SignalOff, 2), (error.Code, error.Location.Line));
        Assert.Null(result.Value);
        Assert.NotNull(Check($"thresholds:\n  {limit}\n").Value);
    }

    [Fact]
    public void A_histogram_may_stand_in_for_traces() =>
        Assert.NotNull(Check("thresholds:\n  latency_ms: { p95: 350 }\nsignals: { traces: false }\nsources: { prometheus: {} }\n").Value);

    [Fact]
    public void The_point_needs_no_sample() =>
        Assert.Empty(Check("strict: point\nthresholds:\n  latency_ms: { p99.9: 350 }\n  error_rate: 0.001\n", new Expectations(10, Expectations.None.Noise)).Diagnostics);

    [Theory]
    [InlineData("${RalphRunId}", "RALPH_RUN_ID")]
    [InlineData("${RalphRunId}", "RUN_ID")]
    [InlineData("${RalphRunId}", "RalphRunId")]
    [InlineData("${FabrikRunId}", "SMITHERS_RUN_ID")]
    [InlineData("${runid}", "FABRIK_RUN_ID")]
    [InlineData("${RUN_ID}", "RALPH_RUN_ID")]
    public void A_run_id_is_found_under_any_of_its_names(string written, string variable)
    {
        var result = CheckedConfig.Load(Source($"scope: {{ run_id: \"{written}\" }}\n"), name => name == variable ? "r-1" : null);

        Assert.Equal("r-1", result.Value?.Scope.RunId);
    }

    [Fact]
    public void The_name_that_was_written_comes_first_and_the_agent_has_names_too()
    {
        Dictionary<string, string> set = new(StringComparer.Ordinal) { ["RUN_ID"] = "plain", ["RALPH_RUN_ID"] = "ralph", ["RALPH_AGENT"] = "vm-1", ["ENV"] = "local", ["OTHER"] = "" };
        var result = CheckedConfig.Load(Source("scope: { run_id: \"${RalphRunId}\", agent: \"${RalphAgent}\", env: \"${FabrikEnv}\" }\n"), set.GetValueOrDefault);

        Assert.Equal(("ralph", "vm-1", "local"), (result.Value!.Scope.RunId, result.Value.Scope.Agent, result.Value.Scope.Env));
        Assert.Null(new ScopeVariables(set.GetValueOrDefault).Find("OTHER"));
    }

    [Theory]
    [InlineData("${RalphRunId}")]
    [InlineData("${MY_OWN_NAME}")]
    [InlineData("x-${MY_OWN_NAME}")]
    public void An_unset_variable_is_an_error_unless_the_command_line_names_the_run(string written)
    {
        var source = Source($"scope:\n  run_id: {written}\n");

        Assert.Equal(DiagnosticCode.Variable, Assert.Single(CheckedConfig.Load(source, _ => null).Diagnostics).Code);
        Assert.NotNull(CheckedConfig.Load(source, _ => null, run: "r-1").Value);
        Assert.Null(CheckedConfig.Load(Source($"service: {written.Replace("RalphRunId", "NOBODY", StringComparison.Ordinal)}\n"), _ => null, run: "r-1").Value);
    }

    private static ConfigResult<Fabrik.Laos.Config.LaosConfig> Check(string text, Expectations? expected = null) => CheckedConfig.Load(Source(text), _ => null, null, expected);

    private static ConfigSource Source(string text) => new(".laosrc.yaml", text, ConfigFormat.Yaml);
}
