using Fabrik.Laos.Tests.Doubles;
using Fabrik.Laos.Tests.Doubles.Loki;
using Fabrik.Laos.Tests.Doubles.Sentry;
using Fabrik.Laos.Tests.Doubles.Tempo;
using Fabrik.Telemetry.Model;
using Fabrik.Telemetry.Otlp;
using Microsoft.AspNetCore.Http;

namespace Fabrik.Stories.Tests.Support;

/// <summary>What stands between services and a stack: OTLP in; spans go to Tempo, log lines to Loki, and error lines to Sentry too.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private static readonly string[] Statuses = ["unset", "ok", "error"];
    private readonly Stack _stack;
    private LoopbackServer _server = null!;
    private long _spans;

    private Collector(Stack stack) => _stack = stack;

    public Uri Url => new(_server.Url);

    /// <summary>How many spans went through.</summary>
    public long Spans => Interlocked.Read(ref _spans);

    public static async Task<Collector> StartAsync(Stack stack)
    {
        var collector = new Collector(stack);
        collector._server = await LoopbackServer.StartAsync(collector.TakeAsync);
        return collector;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        if (http.Request.Path == OtlpRoute.HttpPath(OtlpSignal.Traces) && OtlpTraces.TryRead(body.ToArray(), OtlpFormat.Protobuf, OtlpLimits.Default, out var spans, out _))
        {
            _stack.Tempo.Add(spans.Items.Select(Span));
            Interlocked.Add(ref _spans, spans.Items.Count);
        }

        if (http.Request.Path == OtlpRoute.HttpPath(OtlpSignal.Logs) && OtlpLogs.TryRead(body.ToArray(), OtlpFormat.Protobuf, OtlpLimits.Default, out var logs, out _))
        {
            foreach (var line in logs.Items) Send(line);
        }

        http.Response.ContentType = "application/x-protobuf";
    }

    private void Send(LogRecord line)
    {
        var labels = line.Attributes.ToDictionary(a => a.Key.Replace('.', '_'), a => line.Attributes.Text(a.Key) ?? "");
        labels["severity_text"] = line.SeverityText;
        if (line.Trace is { } trace) labels["trace_id"] = trace.ToString();
        var text = line.Body.AsString ?? "";
        _stack.Loki.Add(line.Time, text, new Dictionary<string, string> { ["service_name"] = line.Resource.Attributes.Text("service.name") ?? "" }, labels);
        if (line.SeverityNumber >= 17)
        {
            _stack.Sentry.Add(new ErrorEvent("", text, line.Time.ToDateTimeOffset(), labels.Where(l => l.Key is "run_id" or "agent" or "env").ToDictionary())
            {
                Culprit = line.Attributes.Text("RequestPath"),
                Environment = labels.GetValueOrDefault("env"),
                Trace = line.Trace?.ToString(),
            });
        }
    }

    private static StoredSpan Span(SpanRecord span) => new()
    {
        Trace = span.Trace.ToString(),
        Id = span.SpanId.ToString("x16"),
        Parent = span.ParentSpanId?.ToString("x16"),
        Name = span.Name,
        Kind = span.Kind.ToString().ToLowerInvariant(),
        Start = span.StartedAt,
        Duration = TimeSpan.FromTicks((span.EndedAt.Nanoseconds - span.StartedAt.Nanoseconds) / 100),
        Status = Statuses[(int)span.Status],
        StatusMessage = span.StatusMessage,
        Resource = Values(span.Resource.Attributes),
        Attributes = Values(span.Attributes),
    };

    private static Dictionary<string, object> Values(AttributeMap attributes) => attributes.ToDictionary(
        a => a.Key,
        a => a.Value.Kind switch
        {
            AttributeKind.Int => a.Value.AsLong,
            AttributeKind.Double => a.Value.AsDouble,
            AttributeKind.Bool => a.Value.AsBool,
            _ => (object)(attributes.Text(a.Key) ?? ""),
        });
}
