using Fabrik.Store.Verdicts;
using Fabrik.Telemetry.Otlp;

namespace Fabrik.Server.Http;

/// <summary>How much of a request is read.</summary>
internal static class BodyLimits
{
    /// <summary>For everything that is ingested.</summary>
    public static OtlpLimits Ingest => OtlpLimits.Default;

    /// <summary>For a judge's report with what it comes in.</summary>
    public static OtlpLimits Report { get; } = new()
    {
        MaxBodyBytes = StoredVerdict.MaxReportBytes + (16 * 1024),
        MaxInflatedBytes = StoredVerdict.MaxReportBytes + (16 * 1024),
    };

    /// <summary>For the small bodies that declare and finish runs.</summary>
    public static OtlpLimits Small { get; } = new() { MaxBodyBytes = 256 * 1024, MaxInflatedBytes = 1024 * 1024 };
}
