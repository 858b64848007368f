using Fabrik.Core.Redaction;
using Fabrik.Core.Scope;
using Fabrik.Server.Ingest;
using Fabrik.Store.Evidence;
using Fabrik.Telemetry.Dialects;
using Fabrik.Telemetry.Mapping;
using Fabrik.Telemetry.Otlp;

namespace Fabrik.Server.Otlp;

/// <summary>Decodes a body, maps it to steps, log lines or points, and redacts them under the tenant's key.</summary>
internal sealed class OtlpDecoder(TenantRedactors redactors, SpanMapping spans, ScopeKeys keys)
{
    private static readonly OtlpLimits Limits = OtlpLimits.Default;

    /// <returns>The batch, or why the body as a whole is not OTLP.</returns>
    public async ValueTask<(OtlpDecoded? Decoded, string? Error)> DecodeAsync(
        ProjectScope scope, OtlpSignal signal, OtlpFormat format, ReadOnlyMemory<byte> body)
    {
        var redactor = await redactors.ForAsync(scope.Tenant);
        return signal switch
        {
            OtlpSignal.Traces => Traces(scope.Project, format, body.Span, redactor),
            OtlpSignal.Logs => Logs(scope.Project, format, body.Span, redactor),
            _ => Metrics(scope.Project, format, body.Span, redactor),
        };
    }

    private (OtlpDecoded? Decoded, string? Error) Traces(ProjectId project, OtlpFormat format, ReadOnlySpan<byte> body, Redactor redactor)
    {
        if (!OtlpTraces.TryRead(body, format, Limits, out var read, out var error)) return (null, error);
        var groups = spans.Map(read.Items, redactor.Pseudonym);
        var batch = new IngestBatch { Project = project, Groups = [.. groups.Select(g => EvidenceRedaction.Apply(g, redactor))] };
        return (new OtlpDecoded(batch, read.Items.Count, read.Rejected, read.Reason), null);
    }

    private (OtlpDecoded? Decoded, string? Error) Logs(ProjectId project, OtlpFormat format, ReadOnlySpan<byte> body, Redactor redactor)
    {
        if (!OtlpLogs.TryRead(body, format, Limits, out var read, out var error)) return (null, error);
        var logs = Mapped(read, record => EvidenceRedaction.Apply(LogMapping.Map(record, keys), redactor));
        return (new OtlpDecoded(new IngestBatch { Project = project, Logs = logs }, logs.Length, read.Rejected, read.Reason), null);
    }

    private (OtlpDecoded? Decoded, string? Error) Metrics(ProjectId project, OtlpFormat format, ReadOnlySpan<byte> body, Redactor redactor)
    {
        if (!OtlpMetrics.TryRead(body, format, Limits, out var read, out var error)) return (null, error);
        var points = Mapped(read, point => EvidenceRedaction.Apply(MetricMapping.Map(point, keys), redactor));
        return (new OtlpDecoded(new IngestBatch { Project = project, Metrics = points }, points.Length, read.Rejected, read.Reason), null);
    }

    private static TEntry[] Mapped<TRecord, TEntry>(OtlpBatch<TRecord> read, Func<TRecord, TEntry> map) => [.. read.Items.Select(map)];
}
