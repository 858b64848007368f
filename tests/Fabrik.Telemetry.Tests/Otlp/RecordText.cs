using System.Globalization;
using System.Text;
using Fabrik.Telemetry.Model;
using Fabrik.Telemetry.Otlp;

namespace Fabrik.Telemetry.Tests.Otlp;

/// <summary>Records as text with everything in them, for golden files and for comparing two decodings.</summary>
internal static class RecordText
{
    public static string Of(OtlpBatch<SpanRecord> batch) => Join(batch, span => $"""
        span {span.Name}
          ids {span.Trace} {span.SpanId:x16} parent {span.ParentSpanId?.ToString("x16") ?? "none"}
          kind {span.Kind} from {span.StartedAt} to {span.EndedAt}
          status {span.Status} "{span.StatusMessage}" truncated {span.Truncated}
          attributes {Of(span.Attributes)}
          events {string.Join("; ", span.Events.Select(e => $"{e.Time} {e.Name} {Of(e.Attributes)}"))}
          links {string.Join("; ", span.Links.Select(l => $"{l.Trace} {l.SpanId:x16} {Of(l.Attributes)}"))}
          {Of(span.Resource, span.Scope)}
        """);

    public static string Of(OtlpBatch<LogRecord> batch) => Join(batch, log => $"""
        log {log.Time} {log.SeverityNumber} "{log.SeverityText}" event "{log.EventName}" truncated {log.Truncated}
          ids {log.Trace?.ToString() ?? "none"} {log.SpanId?.ToString("x16") ?? "none"}
          body {Of(log.Body)}
          attributes {Of(log.Attributes)}
          {Of(log.Resource, log.Scope)}
        """);

    public static string Of(OtlpBatch<MetricPoint> batch) => Join(batch, point => $"""
        point {point.Name} [{point.Unit}] {point.Kind} delta {point.Delta} monotonic {point.Monotonic}
          from {point.StartedAt?.ToString() ?? "none"} at {point.Time}
          value {point.Value?.ToString("R", CultureInfo.InvariantCulture) ?? "none"} count {point.Count}
          bounds {string.Join(" ", point.Bounds.Select(b => b.ToString("R", CultureInfo.InvariantCulture)))} counts {string.Join(" ", point.BucketCounts)}
          quantiles {string.Join(" ", point.Quantiles.Select(q => string.Create(CultureInfo.InvariantCulture, $"{q.Key}={q.Value}")))}
          attributes {Of(point.Attributes)}
          {Of(point.Resource, point.Scope)}
        """);

    public static string Of(AttributeMap map) => "{" + string.Join(", ", map.Select(e => $"{e.Key}: {Of(e.Value)}")) + "}";

    public static string Of(AttributeValue value) => value.Kind switch
    {
        AttributeKind.String => "\"" + value.AsString + "\"",
        AttributeKind.Bool => value.AsBool ? "true" : "false",
        AttributeKind.Int => value.AsLong.ToString(CultureInfo.InvariantCulture),
        AttributeKind.Double => value.AsDouble.ToString("R", CultureInfo.InvariantCulture) + "d",
        AttributeKind.Bytes => "0x" + Convert.ToHexStringLower(value.AsBytes.Span),
        AttributeKind.Array => "[" + string.Join(", ", value.AsArray.Select(Of)) + "]",
        AttributeKind.Map => Of(value.AsMap),
        _ => "empty",
    };

    private static string Of(ResourceInfo resource, InstrumentationScope scope) =>
        $"resource {Of(resource.Attributes)} scope {scope.Name} {scope.Version} {Of(scope.Attributes)}";

    private static string Join<T>(OtlpBatch<T> batch, Func<T, string> write)
    {
        var text = new StringBuilder();
        foreach (var item in batch.Items) text.Append(write(item)).Append('\n');
        return text.Append("rejected ").Append(batch.Rejected).Append(' ').Append(batch.Reason ?? "none").Append('\n').ToString();
    }
}
