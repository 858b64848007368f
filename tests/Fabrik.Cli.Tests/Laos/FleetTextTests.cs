using Fabrik.Cli.Terminal;
using Fabrik.Cli.Tests.Support;
using Fabrik.Cli.Verbs.Laos;
using Fabrik.Core.Scope;
using Fabrik.Core.Verdicts;
using Fabrik.Laos.Fleet;
using Fabrik.Testing;

namespace Fabrik.Cli.Tests.Laos;

public sealed class FleetTextTests
{
    [Fact]
    public void The_fleet_fits_one_screen_worst_first()
    {
        FleetRun[] runs =
        [
            Run("amy-20260211T113000Z-0a1b2c3d", "amy", VerdictStatus.Fail, 1800, new("latency_ms.p95", 420, 350, "ms"), new("error_rate", 0.013, 0.01, "ratio")),
            Run("bob-20260211T114000Z-0a1b2c3e", "bob", VerdictStatus.Fail, 1200, new FleetViolation("cpu_pct", 220, 75, "percent")),
            Run("bob-20260211T115000Z-0a1b2c3f", "bob", VerdictStatus.Inconclusive, 600),
            Run("nobody-1", null, VerdictStatus.Error, 300),
            .. Enumerable.Range(1, 9).Select(i => Run($"cat-{i}", "c\u202Eat", VerdictStatus.Pass, i * 60)),
        ];

        Golden.Match("fleet.txt", Shown(100, runs));
        Golden.Match("fleet.60.txt", Shown(60, runs));
        Golden.Match("fleet.empty.txt", Shown(100));
    }

    private static string Shown(int width, params FleetRun[] runs)
    {
        using var cli = new TestCli { Width = width };
        using var output = new StringWriter();
        var now = SampleStore.At(3600);
        FleetText.Print(new Screen(cli.Environment(output, TextWriter.Null), json: false, noColour: true, verbose: false), FleetSummary.Of(runs, SampleStore.Noon, now), now);
        return output.ToString();
    }

    /// <param name="ago">Seconds.</param>
    private static FleetRun Run(string id, string? agent, VerdictStatus verdict, double ago, params FleetViolation[] violations) =>
        new(RunId.Parse(id), "checkout", agent, "test", verdict, SampleStore.At(3600 - ago), violations);
}
