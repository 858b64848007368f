using Fabrik.Core.Scope;
using Fabrik.Core.Text;
using Fabrik.Core.Time;
using Fabrik.Core.Verdicts;
using Fabrik.Store.Evidence;
using Fabrik.Store.Verdicts;
using Npgsql;

namespace Fabrik.Store.Postgres.Verdicts;

/// <summary>The columns of a verdict, in the one order in which they are read.</summary>
internal static class VerdictRow
{
    public const string Columns =
        "v.verdict_id, v.kind, v.run_id, v.service, v.agent, v.env, v.status, v.summary, v.headline, v.fingerprint, v.created_at";

    private const int Report = 11;

    public static StoredVerdict Read(NpgsqlDataReader r) => new()
    {
        Id = new VerdictId(r.GetGuid(0)),
        Kind = r.GetString(1),
        Run = Text(r, 2) is { } run ? RunId.Parse(run) : null,
        Service = Text(r, 3),
        Agent = Text(r, 4),
        Env = Text(r, 5),
        Status = WireName.Parse<VerdictStatus>(r.GetString(6)),
        Summary = r.GetString(7),
        Headline = Text(r, 8),
        Fingerprint = Text(r, 9),
        CreatedAt = UnixTime.FromNanoseconds(r.GetInt64(10)),
    };

    /// <summary>The packed report follows the columns; null once it is past its class.</summary>
    public static StoredVerdict ReadWithReport(NpgsqlDataReader r) =>
        r.IsDBNull(Report) ? Read(r) : Read(r) with { Report = PayloadCodec.Decode(r.GetFieldValue<byte[]>(Report)) };

    private static string? Text(NpgsqlDataReader r, int column) => r.IsDBNull(column) ? null : r.GetString(column);
}
