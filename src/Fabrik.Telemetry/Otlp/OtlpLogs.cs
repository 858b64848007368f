using System.Diagnostics.CodeAnalysis;
using Fabrik.Telemetry.Model;

namespace Fabrik.Telemetry.Otlp;

/// <summary>
/// Reads an <c>ExportLogsServiceRequest</c>. Rejected: records with neither a time nor an observed time, with a time after 2262, or with an
/// id of another length (ids of zeros count as absent). Text and limits as for <see cref="OtlpTraces"/>.
/// </summary>
public static class OtlpLogs
{
    /// <inheritdoc cref="OtlpTraces.TryRead"/>
    public static bool TryRead(
        ReadOnlySpan<byte> body,
        OtlpFormat format,
        OtlpLimits limits,
        [NotNullWhen(true)] out OtlpBatch<LogRecord>? batch,
        [NotNullWhen(false)] out string? error) =>
        OtlpRequest.TryRead(body, format, OtlpSignal.Logs, limits, new LogRecordReader(limits), out batch, out error);
}
