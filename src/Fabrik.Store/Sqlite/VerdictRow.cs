using Fabrik.Core.Scope;
using Fabrik.Core.Text;
using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;
using Fabrik.Store.Evidence;
using Fabrik.Store.Verdicts;

namespace Fabrik.Store.Sqlite;

/// <summary>The columns of a verdict, in the one order in which they are read and written.</summary>
internal static class VerdictRow
{
    public const string Columns = "v.id, v.kind, v.run, v.service, v.agent, v.env, v.status, v.summary, v.headline, v.fingerprint, v.created_at";

    private const int Report = 11;

    public static void Insert(Database database, long project, PreparedVerdict prepared)
    {
        var verdict = prepared.Verdict;
        database.Prepare(
            "INSERT INTO verdicts (project, id, kind, run, service, agent, env, status, summary, headline, fingerprint, created_at, digest) "
            + "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
            .Bind(project)
            .Bind(verdict.Id)
            .Bind(verdict.Kind)
            .Bind(verdict.Run?.Value)
            .Bind(verdict.Service)
            .Bind(verdict.Agent)
            .Bind(verdict.Env)
            .Bind(WireName.Of(verdict.Status))
            .Bind(verdict.Summary)
            .Bind(verdict.Headline)
            .Bind(verdict.Fingerprint)
            .Bind(verdict.CreatedAt.Nanoseconds)
            .BindBlob(prepared.Digest)
            .Run();
        database.Prepare("INSERT INTO verdict_reports (verdict, body) VALUES (?, ?)").Bind(database.LastInsertedKey).BindBlob(prepared.Report).Run();
    }

    /// <param name="report">Whether the packed report follows the columns; it may be null.</param>
    public static List<StoredVerdict> ReadAll(Statement rows, bool report = false)
    {
        var verdicts = new List<StoredVerdict>();
        while (rows.Step()) verdicts.Add(Read(rows, report));
        rows.End();
        return verdicts;
    }

    /// <summary>As bytes in the order of its text, which is PostgreSQL's order too.</summary>
    public static Statement Bind(this Statement statement, VerdictId id)
    {
        Span<byte> bytes = stackalloc byte[16];
        id.Value.TryWriteBytes(bytes, bigEndian: true, out _);
        return statement.BindBlob(bytes);
    }

    private static StoredVerdict Read(Statement row, bool report) => new()
    {
        Id = new VerdictId(new Guid(row.Blob(0), bigEndian: true)),
        Kind = row.Text(1),
        Run = row.TextOrNull(2) is { } run ? RunId.Parse(run) : null,
        Service = row.TextOrNull(3),
        Agent = row.TextOrNull(4),
        Env = row.TextOrNull(5),
        Status = WireName.Parse<VerdictStatus>(row.Text(6)),
        Summary = row.Text(7),
        Headline = row.TextOrNull(8),
        Fingerprint = row.TextOrNull(9),
        CreatedAt = UnixTime.FromNanoseconds(row.Long(10)),
        Report = report && !row.IsNull(Report) ? PayloadCodec.Decode(row.Blob(Report)) : default(ReadOnlyMemory<byte>),
    };
}
