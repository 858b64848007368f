using System.Text;
using Fabrik.Telemetry.Model;
using Fabrik.Telemetry.Otlp;

namespace Fabrik.Telemetry.Tests.Otlp;

/// <summary>Reads a body that must be taken, or returns the error of one that must not.</summary>
internal static class Read
{
    public static OtlpBatch<SpanRecord> Traces(byte[] body, OtlpLimits? limits = null) => Traces(body, OtlpFormat.Protobuf, limits);

    public static OtlpBatch<SpanRecord> Traces(string json, OtlpLimits? limits = null) => Traces(Encoding.UTF8.GetBytes(json), OtlpFormat.Json, limits);

    public static OtlpBatch<SpanRecord> Traces(byte[] body, OtlpFormat format, OtlpLimits? limits = null) =>
        OtlpTraces.TryRead(body, format, limits ?? OtlpLimits.Default, out var batch, out var error) ? batch : throw new InvalidOperationException(error);

    public static OtlpBatch<LogRecord> Logs(byte[] body, OtlpFormat format = OtlpFormat.Protobuf, OtlpLimits? limits = null) =>
        OtlpLogs.TryRead(body, format, limits ?? OtlpLimits.Default, out var batch, out var error) ? batch : throw new InvalidOperationException(error);

    public static OtlpBatch<MetricPoint> Metrics(byte[] body, OtlpFormat format = OtlpFormat.Protobuf, OtlpLimits? limits = null) =>
        OtlpMetrics.TryRead(body, format, limits ?? OtlpLimits.Default, out var batch, out var error) ? batch : throw new InvalidOperationException(error);

    /// <summary>The one span of a JSON request whose span has these members after valid ids and times; later ones replace them.</summary>
    public static SpanRecord JsonSpan(string members, OtlpLimits? limits = null) => Assert.Single(Traces(JsonRequest(members), limits).Items);

    public static string JsonRequest(params string[] spans) => $$"""
        {"resourceSpans":[{"scopeSpans":[{"spans":[{{string.Join(',', spans.Select(members => $$"""
        {"traceId":"bcc4b409ba7265a2baf47708b5235dbc","spanId":"aca6059d7952b1d7","startTimeUnixNano":"1000","endTimeUnixNano":"2000"{{(members.Length > 0 ? "," + members : "")}}}
        """))}}]}]}]}
        """;

    public static string Error(OtlpSignal signal, byte[] body, OtlpFormat format = OtlpFormat.Protobuf, OtlpLimits? limits = null)
    {
        limits ??= OtlpLimits.Default;
        string? error;
        var taken = signal switch
        {
            OtlpSignal.Traces => OtlpTraces.TryRead(body, format, limits, out _, out error),
            OtlpSignal.Logs => OtlpLogs.TryRead(body, format, limits, out _, out error),
            _ => OtlpMetrics.TryRead(body, format, limits, out _, out error),
        };
        Assert.False(taken, "the body was taken");
        return error!;
    }

    public static string Error(OtlpSignal signal, string json) => Error(signal, Encoding.UTF8.GetBytes(json), OtlpFormat.Json);
}
