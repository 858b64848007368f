using System.Diagnostics;
using System.Text.Json;
using Fabrik.Bench.Load;
using Fabrik.Bench.Targets;
using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Store.Evidence;
using Fabrik.Store.Runs;
using Fabrik.Store.Sqlite;

namespace Fabrik.Bench.Baselines;

/// <summary>
/// The least that a program can do with the same bodies: one thread deserialises them with System.Text.Json and inserts the
/// same rows by prepared statements, a transaction a thousand steps, into the same schema under the same pragmas. No network,
/// no checks, no redaction, no prices, no digest, no sums over the run, nothing to find a run by.
/// </summary>
internal sealed class BareInserts : IDisposable
{
    public const string How = "one process and one thread: System.Text.Json deserialises the same bodies, prepared statements insert the same "
        + "step and payload rows into the same schema and pragmas (WAL, synchronous=FULL), 1,000 steps a transaction; no HTTP, checks, redaction, pricing, digests or run sums.";

    private const int StepsPerCommit = 1000;
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
    private static readonly byte[] NoDigest = new byte[StepDigest.Size];

    private readonly ScratchDirectory _scratch = new();
    private readonly Database _database;
    private readonly long _project;

    public BareInserts()
    {
        var path = Path.Combine(_scratch.Path, "bare.db");
        DatabaseFile.Open(path, Migration.Tenant).Dispose();
        _database = Database.OpenWriter(path);
        _database.Prepare("INSERT INTO projects (id) VALUES ('default')").Run();
        _project = _database.LastInsertedKey;
    }

    /// <returns>Seconds until all is on disk.</returns>
    public double Insert(StepBodies bodies, string round, int requests)
    {
        var clock = Stopwatch.StartNew();
        var (run, key, sequence, open) = ("", 0L, 0L, 0);
        _database.Prepare("BEGIN IMMEDIATE").Run();
        for (var request = 0; request < requests; request++)
        {
            if (StepBodies.RunOf(round, request) is var name && name != run) (run, key, sequence) = (name, AddRun(name), 0);
            foreach (var step in JsonSerializer.Deserialize<BareBody>(bodies.BodyOf(request), Json)!.Steps)
            {
                Insert(step.ToStep(), key, ++sequence);
                if (++open % StepsPerCommit != 0) continue;
                _database.Prepare("COMMIT").Run();
                _database.Prepare("BEGIN IMMEDIATE").Run();
            }
        }

        _database.Prepare("COMMIT").Run();
        return clock.Elapsed.TotalSeconds;
    }

    public void Dispose()
    {
        _database.Dispose();
        _scratch.Dispose();
    }

    private long AddRun(string name)
    {
        var record = new RunRecord { Project = ProjectId.Default, Id = RunId.Parse(name), Listed = true };
        RunRow.Bind(_database.Prepare(RunRow.Insert), record).Bind(_project).Bind(name).Run();
        return _database.LastInsertedKey;
    }

    private void Insert(Step step, long run, long sequence)
    {
        var insert = _database.Prepare(StepRow.Insert).Bind(run).Bind(_project).BindBlob(NoDigest).BindNull();
        StepRow.Bind(insert, step, sequence, late: false).Run();
        _database.Prepare("INSERT INTO payloads (step, body) VALUES (?, ?)")
            .Bind(_database.LastInsertedKey).BindBlob(PayloadCodec.Encode(step.Payload.Span)).Run();
    }
}
