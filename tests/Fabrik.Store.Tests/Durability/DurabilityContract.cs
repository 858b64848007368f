using System.Diagnostics;
using Fabrik.Core.Scope;
using Fabrik.Store.Evidence;
using Fabrik.Store.Runs;
using Fabrik.Store.Torture;

namespace Fabrik.Store.Tests.Durability;

/// <summary>
/// A process that appends is killed with SIGKILL, again and again, each time after a seeded number of acknowledgements with
/// appends under way. Every acknowledged step must be there, none twice, and an append is there as a whole or not at all.
/// </summary>
public abstract class DurabilityContract
{
    private const int Kills = 20;
    private const int Seed = 20260211;

    /// <summary>The first two arguments of the process that gets killed: kind of store, and where.</summary>
    protected abstract IReadOnlyList<string> Target { get; }

    protected abstract Task<IFabrikStore> OpenAsync();

    [Fact]
    public async Task What_was_acknowledged_survives_twenty_kills()
    {
        var random = new Random(Seed);
        var (acknowledged, open) = (new HashSet<RunId>(), new HashSet<RunId>());
        var interrupted = 0;
        for (var round = 0; round < Kills; round++)
        {
            var told = await RunUntilKilledAsync($"k{round}", random.Next(1, 40), random.Next(0, 4000));
            acknowledged.UnionWith(told.Acknowledged);
            open.UnionWith(told.Tried.Except(told.Acknowledged));
            interrupted += told.Tried.Count - told.Acknowledged.Count;

            await using var store = await OpenAsync();
            await CheckAsync(store, acknowledged, open);
        }

        Assert.True(interrupted > 0, "no append was ever under way when the process was killed");
        Assert.True(acknowledged.Count > Kills, $"only {acknowledged.Count} appends were acknowledged");
    }

    private static async Task CheckAsync(IFabrikStore store, HashSet<RunId> acknowledged, HashSet<RunId> open)
    {
        var now = TestContext.Current.CancellationToken;
        var tenants = await store.Control.TenantsAsync(now);
        if (tenants.Count == 0 && acknowledged.Count == 0) return;
        var scope = new ProjectScope(Assert.Single(tenants).Id, ProjectId.Default);
        foreach (var run in acknowledged)
        {
            Assert.True(await IsWholeAsync(store, scope, run), $"{run} was acknowledged and is gone");
        }

        // What was not acknowledged is sent again, as an emitter would.
        foreach (var run in open)
        {
            var whole = await IsWholeAsync(store, scope, run);
            var again = (await store.Ingest.AppendAsync(scope.Tenant, [TortureBatch.Of(run)], now))[0].Steps[0];
            Assert.All(again, outcome => Assert.Equal(whole ? StepOutcome.Duplicate : StepOutcome.Stored, outcome));
            Assert.True(await IsWholeAsync(store, scope, run));
        }

        acknowledged.UnionWith(open);
        open.Clear();
        await CheckListAsync(store, scope, acknowledged);
    }

    private static async Task<bool> IsWholeAsync(IFabrikStore store, ProjectScope scope, RunId run)
    {
        var now = TestContext.Current.CancellationToken;
        var found = await store.Runs.GetAsync(scope, run, now);
        var stored = new List<StoredStep>();
        await foreach (var step in store.Runs.ExportAsync(scope, run, now)) stored.Add(step);
        if (found is null)
        {
            Assert.Empty(stored);
            return false;
        }

        var sent = TortureBatch.Of(run).Groups[0].Steps;
        Assert.Equal(sent.Count, found.Steps);
        Assert.Equal(sent.Select(s => s.Id), stored.Select(s => s.Step.Id));
        Assert.All(sent.Zip(stored), pair => Assert.True(pair.First.Payload.Span.SequenceEqual(pair.Second.Step.Payload.Span)));
        return true;
    }

    private static async Task CheckListAsync(IFabrikStore store, ProjectScope scope, HashSet<RunId> runs)
    {
        var now = TestContext.Current.CancellationToken;
        var listed = new List<RunId>();
        var query = new RunQuery { Service = "torture", Limit = RunQuery.MaxLimit };
        do
        {
            var page = await store.Runs.ListAsync(scope, query, now);
            listed.AddRange(page.Items.Select(r => r.Id));
            query = query with { After = page.Next };
        }
        while (query.After is not null);

        Assert.Equal(runs.Order(), listed.Order());
        Assert.Equal(runs.Count, (await store.Runs.FacetsAsync(scope, now)).Services.Sum(f => f.Runs));
    }

    private async Task<(HashSet<RunId> Tried, HashSet<RunId> Acknowledged)> RunUntilKilledAsync(string name, int acknowledgements, int spins)
    {
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Fabrik.Store.Torture"), [.. Target, name])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var complaint = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var (tried, acknowledged) = (new HashSet<RunId>(), new HashSet<RunId>());
        while (await ReadLineAsync(process.StandardOutput) is { } line)
        {
            (line.StartsWith("ack", StringComparison.Ordinal) ? acknowledged : tried).Add(RunId.Parse(line[4..]));
            if (acknowledged.Count != acknowledgements || process.HasExited) continue;
            Thread.SpinWait(spins);
            process.Kill();
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 137, $"the process ended by itself with {process.ExitCode}: {await complaint}");
        return (tried, acknowledged);
    }

    // A line that the kill cut off was not said.
    private static async Task<string?> ReadLineAsync(StreamReader reader)
    {
        var line = new System.Text.StringBuilder();
        var one = new char[1];
        while (await reader.ReadAsync(one) == 1)
        {
            if (one[0] == '\n') return line.ToString();
            line.Append(one[0]);
        }

        return null;
    }
}
