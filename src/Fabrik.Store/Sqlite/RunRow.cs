using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Text;
using Fabrik.Core.Time;
using Fabrik.Store.Runs;

namespace Fabrik.Store.Sqlite;

/// <summary>The columns of a run, in the one order in which they are read and written.</summary>
internal static class RunRow
{
    private static readonly string[] Written =
    [
        "listed", "declaration", "declared_start", "name", "service", "agent", "agent_version", "env", "release", "session", "user_hash",
        "tags", "status", "ended_at", "end_declared", "error_type", "error_message", "first_start", "last_seen_at", "steps", "spans",
        "model_calls", "tool_calls", "errors", "late_steps", "redactions", "input", "cache_read", "cache_write", "output", "reasoning",
        "cost", "unpriced_calls", "models", "tools", "last_sequence", "revision",
    ];

    /// <summary>Of the table under the alias <c>r</c>.</summary>
    public static string Columns { get; } = "r.id, " + string.Join(", ", Written.Select(c => $"r.{c}"));

    /// <summary>What <see cref="Bind"/> binds, then project and id.</summary>
    public static string Insert { get; } =
        $"INSERT INTO runs ({string.Join(", ", Written)}, project, id) VALUES ({string.Join(", ", Enumerable.Repeat("?", Written.Length + 2))})";

    /// <summary>What <see cref="Bind"/> binds, then the key.</summary>
    public static string Update { get; } = $"UPDATE runs SET {string.Join(", ", Written.Select(c => $"{c} = ?"))} WHERE key = ?";

    public static Statement Bind(Statement statement, RunRecord run)
    {
        var (facts, end, totals) = (run.Facts, run.End, run.Totals);
        return statement
            .Bind(run.Listed)
            .BindBlob(run.DeclarationDigest)
            .Bind(run.DeclaredStart?.Nanoseconds)
            .Bind(facts.Name)
            .Bind(facts.Service)
            .Bind(facts.Agent)
            .Bind(facts.AgentVersion)
            .Bind(facts.Env)
            .Bind(facts.Release)
            .Bind(facts.SessionId)
            .Bind(facts.UserHash)
            .Bind(RowJson.Write(facts.Tags))
            .Bind(WireName.Of(run.Status))
            .Bind(end?.EndedAt.Nanoseconds)
            .Bind(end is { Declared: true })
            .Bind(end?.Error?.Type)
            .Bind(end?.Error?.Message)
            .Bind(totals.StartedAt?.Nanoseconds)
            .Bind(totals.LastSeenAt?.Nanoseconds)
            .Bind(totals.Steps)
            .Bind(totals.Spans)
            .Bind(totals.ModelCalls)
            .Bind(totals.ToolCalls)
            .Bind(totals.Errors)
            .Bind(totals.LateSteps)
            .Bind(totals.Redactions)
            .Bind(totals.Usage.Input)
            .Bind(totals.Usage.CacheRead)
            .Bind(totals.Usage.CacheWrite)
            .Bind(totals.Usage.Output)
            .Bind(totals.Usage.Reasoning)
            .Bind(totals.Cost.Pico)
            .Bind(totals.UnpricedCalls)
            .Bind(RowJson.Write(totals.Models))
            .Bind(RowJson.Write(totals.Tools))
            .Bind(run.LastSequence)
            .Bind(run.Revision);
    }

    /// <summary>Reads <see cref="Columns"/> from the first column on.</summary>
    public static RunRecord Read(Statement row, ProjectId project)
    {
        var status = WireName.Parse<RunStatus>(row.Text(13));
        return new RunRecord
        {
            Project = project,
            Id = RunId.Parse(row.Text(0)),
            Listed = row.Flag(1),
            DeclarationDigest = row.IsNull(2) ? null : row.Blob(2).ToArray(),
            DeclaredStart = Columnar.Time(row, 3),
            Facts = new RunFacts
            {
                Name = row.TextOrNull(4),
                Service = row.TextOrNull(5),
                Agent = row.TextOrNull(6),
                AgentVersion = row.TextOrNull(7),
                Env = row.TextOrNull(8),
                Release = row.TextOrNull(9),
                SessionId = row.TextOrNull(10),
                UserHash = row.TextOrNull(11),
                Tags = RowJson.ReadTags(row.Blob(12)),
            },
            End = Columnar.Time(row, 14) is { } endedAt ? new RunEnd(status, endedAt, row.Flag(15), Columnar.Error(row, 16)) : null,
            Totals = ReadTotals(row),
            LastSequence = row.Long(36),
            Revision = row.Long(37),
        };
    }

    private static RunTotals ReadTotals(Statement row) => new()
    {
        StartedAt = Columnar.Time(row, 18),
        LastSeenAt = Columnar.Time(row, 19),
        Steps = row.Long(20),
        Spans = row.Long(21),
        ModelCalls = row.Long(22),
        ToolCalls = row.Long(23),
        Errors = row.Long(24),
        LateSteps = row.Long(25),
        Redactions = row.Long(26),
        Usage = new TokenUsage(row.Long(27), row.Long(28), row.Long(29), row.Long(30), row.Long(31)),
        Cost = new Usd(row.Long(32)),
        UnpricedCalls = row.Long(33),
        Models = RowJson.ReadNames(row.Blob(34)),
        Tools = RowJson.ReadNames(row.Blob(35)),
    };
}
