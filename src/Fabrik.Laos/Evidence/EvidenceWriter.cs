using System.Buffers;
using System.Text.Json;
using Fabrik.Core.Text;
using Fabrik.Core.Time;
using Fabrik.Laos.Reports;

namespace Fabrik.Laos.Evidence;

/// <summary>Writes the document of an <see cref="EvidenceFile"/>: keys in the order below, times in nanoseconds, no white space.</summary>
internal static class EvidenceWriter
{
    public static ReadOnlyMemory<byte> Write(RunEvidence evidence)
    {
        var buffer = new ArrayBufferWriter<byte>(1 << 16);
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("format", EvidenceFile.Format);
        Scope(json, evidence);
        json.Objects("signals", evidence.Signals, (w, s) =>
        {
            w.Text("signal", WireName.Of(s.Signal));
            w.Text("state", WireName.Of(s.Completeness));
            w.Number("coverage", s.Coverage);
            w.Text("reason", s.Reason);
        });
        json.Objects("sources", evidence.Sources, (w, s) =>
        {
            w.Text("source", s.Source);
            w.Text("version", s.Version);
        });
        json.Objects("queries", evidence.Queries, (w, q) =>
        {
            w.Text("signal", WireName.Of(q.Signal));
            w.Text("source", q.Source);
            w.Text("language", q.Language);
            w.Text("text", q.Text);
            w.Text("url", q.Url);
        });
        json.Texts("notes", evidence.Notes);
        json.WriteStartObject("logs");
        json.WriteNumber("lines", evidence.Logs.Lines);
        json.WriteNumber("errors", evidence.Logs.Errors);
        json.Time("last_seen_ns", evidence.Logs.LastSeen);
        json.Text("errors_by", evidence.Logs.ErrorsBy);
        json.Text("run_in", evidence.Logs.RunIn);
        json.WriteEndObject();
        if (evidence.Errors is { } errors) Errors(json, errors);
        else json.WriteNull("errors");
        Profiles(json, evidence.Profiles);
        Metrics(json, evidence.Metrics);
        if (evidence.Load is { } load) Load(json, load);
        else json.WriteNull("load");
        SpanColumns.Write(json, evidence.Spans);
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenMemory;
    }

    private static void Scope(Utf8JsonWriter json, RunEvidence evidence)
    {
        json.WriteStartObject("scope");
        json.Text("run_id", evidence.Scope.Run?.Value);
        json.Text("service", evidence.Scope.Service);
        json.Text("agent", evidence.Scope.Agent);
        json.Text("env", evidence.Scope.Env);
        json.WriteEndObject();
        json.Time("since_ns", evidence.Since);
        json.Time("until_ns", evidence.Until);
        json.WriteStartObject("provenance");
        json.Text("source", evidence.Provenance.Source);
        json.Text("version", evidence.Provenance.Version);
        json.WriteBoolean("synthetic", evidence.Provenance.Synthetic);
        json.WriteEndObject();
    }

    private static void Errors(Utf8JsonWriter json, IReadOnlyList<ErrorGroup> errors) => json.Objects("errors", errors, (w, e) =>
    {
        w.Text("title", e.Title);
        w.WriteNumber("count", e.Count);
        w.Time("last_seen_ns", e.LastSeen);
        w.Text("culprit", e.Culprit);
        w.Text("trace_id", e.Trace?.ToString());
        w.Text("link", e.Link);
    });

    private static void Profiles(Utf8JsonWriter json, ProfileSample profiles)
    {
        json.WriteStartObject("profiles");
        json.Texts("types", profiles.Types);
        json.Objects("functions", [.. profiles.Functions.Where(f => double.IsFinite(f.SelfShare) && double.IsFinite(f.Self))], (w, f) =>
        {
            w.Text("name", f.Name);
            w.WriteNumber("self_share", f.SelfShare);
            w.WriteNumber("self", f.Self);
            w.Text("unit", f.Unit);
        });
        json.WriteEndObject();
    }

    private static void Metrics(Utf8JsonWriter json, MetricSample metrics)
    {
        json.WriteStartObject("metrics");
        json.Number("cpu_pct", metrics.CpuPct);
        json.Text("cpu_of", metrics.CpuOf);
        json.Objects("latency", [.. metrics.Latency.Where(q => double.IsFinite(q.P) && double.IsFinite(q.Milliseconds) && double.IsFinite(q.Count))], (w, q) =>
        {
            w.WriteNumber("p", q.P);
            w.WriteNumber("ms", q.Milliseconds);
            w.Number("low", q.Low);
            w.Number("high", q.High);
            w.WriteNumber("count", q.Count);
        });
        json.Texts("warnings", metrics.Warnings);
        json.WriteEndObject();
    }

    private static void Load(Utf8JsonWriter json, LoadOutcome load)
    {
        json.WriteStartObject("load");
        json.Text("tool", load.Tool);
        json.Text("version", load.Version);
        json.Text("target", load.Target);
        json.Text("fingerprint", load.Fingerprint);
        json.Time("started_ns", load.StartedAt);
        json.Time("ended_ns", load.EndedAt);
        json.WriteNumber("sent", load.Sent);
        json.WriteNumber("failed", load.Failed);
        json.WriteNumber("error_statuses", load.ErrorStatuses);
        json.WriteStartObject("latency_ms");
        foreach (var (name, value) in load.Latency.Where(l => double.IsFinite(l.Value)).OrderBy(l => l.Key, StringComparer.Ordinal)) json.WriteNumber(JsonParts.Whole(name), value);
        json.WriteEndObject();
        json.Texts("crossed", load.Crossed);
        json.WriteNumber("exit_code", load.ExitCode);
        json.Text("problem", load.Problem);
        json.WriteEndObject();
    }

    private static void Time(this Utf8JsonWriter json, string name, UnixTime? time)
    {
        if (time is { } known) json.WriteNumber(name, known.Nanoseconds);
        else json.WriteNull(name);
    }
}
