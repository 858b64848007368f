using Fabrik.Stories.Tests.Support;

namespace Fabrik.Stories.Tests.Acceptance;

/// <summary>laos.md §2: one report within a minute of the test's end.</summary>
public sealed class ReportsInTime(Shop shop)
{
    [Fact]
    public async Task A_report_is_there_within_a_minute_of_the_end_of_the_load()
    {
        foreach (var run in (LintedRun[])[await shop.HealthyAsync(), await shop.SickAsync()])
            Assert.InRange(run.Waited, TimeSpan.Zero, TimeSpan.FromSeconds(60));
    }
}
