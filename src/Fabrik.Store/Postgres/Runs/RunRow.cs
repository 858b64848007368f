using System.Text.Json;
using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Text;
using Fabrik.Core.Time;
using Fabrik.Store.Runs;
using Npgsql;
using Column = Fabrik.Store.Postgres.UnnestColumn<Fabrik.Store.Postgres.Runs.LoadedRun>;

namespace Fabrik.Store.Postgres.Runs;

/// <summary>How a <see cref="RunRecord"/> lies in its row: <see cref="Columns"/>, <see cref="Write"/> and <see cref="Read"/> go together.</summary>
internal static class RunRow
{
    private static readonly Column[] Fixed =
    [
        Column.Text("project_id", r => r.Record.Project.Value),
        Column.Text("run_id", r => r.Record.Id.Value),
        Column.Count("run_no", r => r.Place.RunNo),
        Column.Small("retention_class", r => r.Place.RetentionClass),
        Column.Date("week", r => r.Place.Week),
    ];

    private static readonly Column[] Changing =
    [
        Column.Bool("listed", r => r.Record.Listed),
        Column.Count("last_sequence", r => r.Record.LastSequence),
        Column.Count("revision", r => r.Record.Revision),
        Column.Bytes("declaration_digest", r => r.Record.DeclarationDigest),
        Column.Long("declared_start", r => r.Record.DeclaredStart?.Nanoseconds),
        Column.Text("name", r => r.Record.Facts.Name),
        Column.Text("service", r => r.Record.Facts.Service),
        Column.Text("agent", r => r.Record.Facts.Agent),
        Column.Text("agent_version", r => r.Record.Facts.AgentVersion),
        Column.Text("env", r => r.Record.Facts.Env),
        Column.Text("release", r => r.Record.Facts.Release),
        Column.Text("session_id", r => r.Record.Facts.SessionId),
        Column.Text("user_hash", r => r.Record.Facts.UserHash),
        Column.Text("tags", r => JsonSerializer.Serialize(r.Record.Facts.Tags)),
        Column.Text("end_status", r => r.Record.End is { } end ? WireName.Of(end.Status) : null),
        Column.Long("ended_at", r => r.Record.End?.EndedAt.Nanoseconds),
        Column.Bool("end_declared", r => r.Record.End is { Declared: true }),
        Column.Text("error_type", r => r.Record.End?.Error?.Type),
        Column.Text("error_message", r => r.Record.End?.Error?.Message),
        Column.Long("first_start", r => r.Record.Totals.StartedAt?.Nanoseconds),
        Column.Long("last_seen_at", r => r.Record.Totals.LastSeenAt?.Nanoseconds),
        Column.Count("steps", r => r.Record.Totals.Steps),
        Column.Count("spans", r => r.Record.Totals.Spans),
        Column.Count("model_calls", r => r.Record.Totals.ModelCalls),
        Column.Count("tool_calls", r => r.Record.Totals.ToolCalls),
        Column.Count("errors", r => r.Record.Totals.Errors),
        Column.Count("late_steps", r => r.Record.Totals.LateSteps),
        Column.Count("redactions", r => r.Record.Totals.Redactions),
        Column.Count("tokens_input", r => r.Record.Totals.Usage.Input),
        Column.Count("tokens_cache_read", r => r.Record.Totals.Usage.CacheRead),
        Column.Count("tokens_cache_write", r => r.Record.Totals.Usage.CacheWrite),
        Column.Count("tokens_output", r => r.Record.Totals.Usage.Output),
        Column.Count("tokens_reasoning", r => r.Record.Totals.Usage.Reasoning),
        Column.Count("cost_pico", r => r.Record.Totals.Cost.Pico),
        Column.Count("unpriced_calls", r => r.Record.Totals.UnpricedCalls),
        Column.Text("models", r => JsonSerializer.Serialize(r.Record.Totals.Models)),
        Column.Text("tools", r => JsonSerializer.Serialize(r.Record.Totals.Tools)),
    ];

    /// <summary>For a select from <c>runs r</c>.</summary>
    public static string Columns { get; } = string.Join(", ", Fixed.Concat(Changing).Select(c => "r." + c.Name));

    public static UnnestInsert<LoadedRun> Write { get; } = new(
        "runs",
        $"ON CONFLICT (tenant_id, project_id, run_id) DO UPDATE SET {string.Join(", ", Changing.Select(c => $"{c.Name} = excluded.{c.Name}"))}",
        [.. Fixed, .. Changing]);

    public static LoadedRun Read(NpgsqlDataReader r)
    {
        var project = ProjectId.Parse(r.GetString(0));
        var record = new RunRecord
        {
            Project = project,
            Id = RunId.Parse(r.GetString(1)),
            Listed = r.GetBoolean(5),
            LastSequence = r.GetInt64(6),
            Revision = r.GetInt64(7),
            DeclarationDigest = r.IsDBNull(8) ? null : r.GetFieldValue<byte[]>(8),
            DeclaredStart = Time(r, 9),
            Facts = new RunFacts
            {
                Name = Text(r, 10),
                Service = Text(r, 11),
                Agent = Text(r, 12),
                AgentVersion = Text(r, 13),
                Env = Text(r, 14),
                Release = Text(r, 15),
                SessionId = Text(r, 16),
                UserHash = Text(r, 17),
                Tags = ReadTags(r.GetString(18)),
            },
            End = r.IsDBNull(19)
                ? null
                : new RunEnd(
                    WireName.Parse<RunStatus>(r.GetString(19)),
                    UnixTime.FromNanoseconds(r.GetInt64(20)),
                    r.GetBoolean(21),
                    r.IsDBNull(22) ? null : new StepError(r.GetString(22), r.GetString(23))),
            Totals = new RunTotals
            {
                StartedAt = Time(r, 24),
                LastSeenAt = Time(r, 25),
                Steps = r.GetInt64(26),
                Spans = r.GetInt64(27),
                ModelCalls = r.GetInt64(28),
                ToolCalls = r.GetInt64(29),
                Errors = r.GetInt64(30),
                LateSteps = r.GetInt64(31),
                Redactions = r.GetInt64(32),
                Usage = new TokenUsage(r.GetInt64(33), r.GetInt64(34), r.GetInt64(35), r.GetInt64(36), r.GetInt64(37)),
                Cost = new Usd(r.GetInt64(38)),
                UnpricedCalls = r.GetInt64(39),
                Models = ReadNames(r.GetString(40)),
                Tools = ReadNames(r.GetString(41)),
            },
        };
        return new LoadedRun(record, new RunPlace(project, r.GetInt64(2), r.GetInt16(3), r.GetFieldValue<DateOnly>(4)), stored: true);
    }

    private static IReadOnlyDictionary<string, string> ReadTags(string json) => json == "{}"
        ? RunFacts.None.Tags
        : new SortedDictionary<string, string>(JsonSerializer.Deserialize<Dictionary<string, string>>(json)!, StringComparer.Ordinal);

    private static SortedSet<string> ReadNames(string json) => json == "[]"
        ? new SortedSet<string>(StringComparer.Ordinal)
        : new SortedSet<string>(JsonSerializer.Deserialize<List<string>>(json)!, StringComparer.Ordinal);

    private static string? Text(NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : r.GetString(column);

    private static UnixTime? Time(NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : UnixTime.FromNanoseconds(r.GetInt64(column));
}
