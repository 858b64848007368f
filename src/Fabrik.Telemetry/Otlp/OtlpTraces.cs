using System.Diagnostics.CodeAnalysis;
using Fabrik.Telemetry.Model;

namespace Fabrik.Telemetry.Otlp;

/// <summary>
/// Reads an <c>ExportTraceServiceRequest</c> (opentelemetry-proto 1.x). Rejected: spans without a 16-byte trace id and an 8-byte span id
/// other than zero, with a start of 0, an end before the start or a time after 2262. Cut and marked <see cref="SpanRecord.Truncated"/>:
/// what exceeds the limits. U+0000 becomes U+FFFD, since no store keeps it; so does what is not UTF-8, and a lone surrogate in JSON.
/// </summary>
public static class OtlpTraces
{
    /// <summary>
    /// False when the body as a whole is not OTLP (or holds another signal): <paramref name="error"/> says why, the answer is a 400.
    /// Never throws on any bytes. Allocates in proportion to the body, never more than about 18 times its length.
    /// </summary>
    public static bool TryRead(
        ReadOnlySpan<byte> body,
        OtlpFormat format,
        OtlpLimits limits,
        [NotNullWhen(true)] out OtlpBatch<SpanRecord>? batch,
        [NotNullWhen(false)] out string? error) =>
        OtlpRequest.TryRead(body, format, OtlpSignal.Traces, limits, new SpanReader(limits), out batch, out error);
}
