using System.Text;
using Fabrik.Core.Scope;
using Fabrik.Laos.Load;

namespace Fabrik.Laos.Tests.Load;

public sealed class LoadFingerprintTests
{
    private static readonly ToolProbe Tool = new("k6", "/usr/bin/k6", "2.2.0");
    private static readonly LoadPlan Plan = Some("http://127.0.0.1:8080", "script");

    [Fact]
    public void The_same_test_has_the_same_fingerprint_wherever_it_listens_and_whatever_the_run_is_called()
    {
        var elsewhere = Some("http://127.0.0.1:9090", "script") with { Scope = new RunScope(RunId.Parse("other"), "checkout", "somebody", "test") };
        Assert.Equal(LoadFingerprint.Of(Plan, Tool), LoadFingerprint.Of(elsewhere, Tool with { Version = "2.3.1", Program = "/opt/k6" }));
        Assert.Matches("^[0-9a-f]{64}$", LoadFingerprint.Of(Plan, Tool));
    }

    [Fact]
    public void Whatever_makes_two_tests_different_makes_another_fingerprint()
    {
        string[] all =
        [
            LoadFingerprint.Of(Plan, Tool),
            LoadFingerprint.Of(Some("http://127.0.0.1:8080", "another"), Tool),
            LoadFingerprint.Of(Plan with { Arguments = ["--vus", "2"] }, Tool),
            LoadFingerprint.Of(Plan with { Scope = Plan.Scope with { Env = "prod" } }, Tool),
            LoadFingerprint.Of(Plan with { HostClass = "linux-x64-64cpu" }, Tool),
            LoadFingerprint.Of(Plan with { Script = null, Target = "http://127.0.0.1:8080/a" }, Tool),
            LoadFingerprint.Of(Plan with { Script = null, Target = "http://127.0.0.1:8080/b" }, Tool),
            LoadFingerprint.Of(Plan, Tool with { Version = "1.8.1" }),
            LoadFingerprint.Of(Plan, Tool with { Name = "wrk" }),
            LoadFingerprint.Of(Plan, Tool with { Version = null }),
        ];
        Assert.Equal(all.Length, all.Distinct(StringComparer.Ordinal).Count());
    }

    private static LoadPlan Some(string url, string script) => new(
        new RunScope(RunId.Parse("run-1"), "checkout", "tester", "test"),
        new Uri(url),
        "/srv/script.js",
        Encoding.UTF8.GetBytes(script),
        ["-e", $"BASE_URL={url}"],
        new Dictionary<string, string>(),
        "/srv",
        "linux-x64-2cpu");
}
