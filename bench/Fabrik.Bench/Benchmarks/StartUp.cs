using System.Diagnostics;
using Fabrik.Bench.Load;
using Fabrik.Bench.Results;
using Fabrik.Bench.Targets;

namespace Fabrik.Bench.Benchmarks;

/// <summary>From starting the built program to its end, for verbs that need no server.</summary>
internal sealed class StartUp : IBenchmark
{
    public string Name => "start-up";

    public async Task<IReadOnlyList<Measurement>> RunAsync(Sizes sizes)
    {
        using var scratch = new ScratchDirectory();
        await using (var server = await FabrikProcess.StartAsync(scratch.Path))
            await IngestSteps.PostAsync(server, new StepBodies(), "seen", 20);

        var fabrik = FabrikProcess.Program;
        List<double> help = [];
        List<double> list = [];
        List<double> node = [];
        for (var start = -2; start < sizes.Starts; start++)
        {
            var (first, second, third) = (
                await TimeAsync(fabrik, "--help"),
                await TimeAsync(fabrik, "runs", "list", "--data", scratch.Path),
                await TimeAsync("node", "-e", "1"));
            if (start < 0) continue;
            help.Add(first);
            list.Add(second);
            node.Add(third);
        }

        const string how = "Wall time from start to exit of the built program, output read to its end; the peer runs in between.";
        Peer Node() => new("node -e 1", "Node's start with an empty script, as a reference.", node);
        return
        [
            new Measurement($"{Name}-help", "ms", help) { How = $"`fabrik --help`. {how}", Limit = Bound.AtMost(150), Peer = Node() },
            new Measurement($"{Name}-runs-list", "ms", list) { How = $"`fabrik runs list` on an SQLite store of two runs. {how}", Limit = Bound.AtMost(150), Peer = Node() },
        ];
    }

    private static async Task<double> TimeAsync(string program, params string[] arguments)
    {
        var clock = Stopwatch.StartNew();
        await CommandLine.RunAsync(program, arguments);
        return clock.Elapsed.TotalMilliseconds;
    }
}
