namespace Fabrik.Server.Ingest;

/// <summary>
/// How much accepted but uncommitted data the server holds. A request counts with its inflated body, from when it is
/// read to its commit. One request is always let in when nothing else waits.
/// </summary>
public sealed record IngestLimits
{
    public long TenantBytes { get; init; } = 48L * 1024 * 1024;

    public long TotalBytes { get; init; } = 64L * 1024 * 1024;

    /// <summary>Steps, spans, log lines and metric points that wait for their commit, a tenant.</summary>
    public int TenantItems { get; init; } = 100_000;

    /// <summary>Items after which a commit takes no further request in.</summary>
    public int GroupItems { get; init; } = 8_000;
}
