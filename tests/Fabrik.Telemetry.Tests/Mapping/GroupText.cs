using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Fabrik.Core.Runs;
using Fabrik.Core.Text;

namespace Fabrik.Telemetry.Tests.Mapping;

/// <summary>Mapped groups as readable JSON, for golden files: nothing that is null or empty, the payload in full.</summary>
internal static class GroupText
{
    public static string Of(IReadOnlyList<RunGroup> groups)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var w = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            w.WriteStartArray();
            foreach (var group in groups) Write(w, group);
            w.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void Write(Utf8JsonWriter w, RunGroup group)
    {
        w.WriteStartObject();
        Text(w, "run", group.Run?.Value);
        Text(w, "trace", group.Trace?.ToString());
        w.WriteBoolean("makes_run", group.MakesRun);
        var f = group.Facts;
        foreach (var (name, value) in new[]
        {
            ("name", f.Name), ("service", f.Service), ("agent", f.Agent), ("agent_version", f.AgentVersion), ("env", f.Env), ("release", f.Release),
            ("session_id", f.SessionId), ("user_hash", f.UserHash),
        }) Text(w, name, value);
        if (f.Tags.Count > 0)
        {
            w.WriteStartObject("tags");
            foreach (var (key, value) in f.Tags) w.WriteString(key, value);
            w.WriteEndObject();
        }

        if (group.Ends.Count > 0)
        {
            w.WriteStartArray("ends");
            foreach (var (root, end) in group.Ends)
                w.WriteStringValue($"{root}: {WireName.Of(end.Status)} at {end.EndedAt} {(end.Error is { } e ? $"{e.Type}: {e.Message}" : "")}".TrimEnd());
            w.WriteEndArray();
        }

        w.WriteStartArray("steps");
        foreach (var step in group.Steps) Write(w, step);
        w.WriteEndArray();
        w.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter w, Step s)
    {
        w.WriteStartObject();
        foreach (var (name, value) in new[]
        {
            ("id", s.Id.Value), ("parent", s.ParentId?.Value), ("kind", WireName.Of(s.Kind)), ("name", s.Name), ("status", WireName.Of(s.Status)),
            ("started_at", s.StartedAt.ToString()), ("ended_at", s.EndedAt?.ToString()), ("service", s.Service), ("agent", s.Agent), ("env", s.Env),
            ("model", s.Model), ("request_model", s.RequestModel), ("provider", s.Provider), ("tool", s.Tool), ("tool_call_id", s.ToolCallId),
            ("usage", s.Usage is { } u ? $"input {u.Input}, cache_read {u.CacheRead}, cache_write {u.CacheWrite}, output {u.Output}, reasoning {u.Reasoning}" : null),
            ("cost", s.Cost is { } c ? $"{c.Computed?.ToString() ?? "unknown: " + c.UnknownReason} ({c.PriceVersion})" : null),
            ("reported_cost", s.Cost?.Reported?.ToString()), ("error", s.Error is { } e ? $"{e.Type}: {e.Message}" : null),
            ("input_preview", s.InputPreview), ("output_preview", s.OutputPreview), ("span_kind", WireName.Of(s.Span!.Kind)), ("route", s.Span.Route),
            ("db_system", s.Span.DbSystem), ("http_status", s.Span.HttpStatus?.ToString()), ("foreign_run_id", s.Span.ForeignRunId), ("provenance", s.Provenance),
        }) Text(w, name, value);
        w.WritePropertyName("payload");
        using var payload = JsonDocument.Parse(s.Payload, new JsonDocumentOptions { AllowDuplicateProperties = false });
        payload.RootElement.WriteTo(w);
        w.WriteEndObject();
    }

    private static void Text(Utf8JsonWriter w, string name, string? value)
    {
        if (value is not null) w.WriteString(name, value);
    }
}
