using System.Text.Json;
using Fabrik.Core.Scope;
using Fabrik.Core.Verdicts;

namespace Fabrik.Laos.Evidence;

/// <summary>Reads the document of an <see cref="EvidenceFile"/>; what is wrong with it is a value with its place.</summary>
internal static class EvidenceReader
{
    private static readonly JsonDocumentOptions Limits = new() { MaxDepth = 16 };

    public static EvidenceReading Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Limits);
            return new EvidenceReading(Evidence(new EvidenceNode(document.RootElement, "$")), null, null);
        }
        catch (JsonException e)
        {
            return EvidenceReading.Failed($"it is not JSON: {e.Message}");
        }
        catch (EvidenceFormatException e)
        {
            return EvidenceReading.Failed(e.Message);
        }
        catch (InvalidOperationException)
        {
            // What System.Text.Json says of text that holds half a surrogate pair.
            return EvidenceReading.Failed("it holds text that is not whole characters");
        }
    }

    private static RunEvidence Evidence(EvidenceNode root)
    {
        if (root["format"].Text() != EvidenceFile.Format) throw root["format"].Expected($"`{EvidenceFile.Format}`: another version of fabrik wrote this");
        var (scope, logs, profiles, provenance) = (root["scope"], root["logs"], root["profiles"], root["provenance"]);
        return new RunEvidence
        {
            Scope = new RunScope(
                scope["run_id"].IsNull ? null : scope["run_id"].Id<RunId>(RunId.TryParse, "a run id"),
                scope["service"].OptionalText(),
                scope["agent"].OptionalText(),
                scope["env"].OptionalText()),
            Since = root["since_ns"].Time(),
            Until = root["until_ns"].Time(),
            Provenance = new Provenance(provenance["source"].Text(), provenance["version"].OptionalText(), provenance["synthetic"].Flag()),
            Signals = root["signals"].List(Signal),
            Sources = root["sources"].List(s => new SourceVersion(s["source"].Text(), s["version"].OptionalText())),
            Queries = root["queries"].List(q => new RawQuery(
                q["signal"].Word<SignalKind>(), q["source"].Text(), q["language"].Text(), q["text"].Text(), q["url"].OptionalText())),
            Notes = root["notes"].List(n => n.Text()),
            Logs = new LogSample(
                logs["lines"].Count(),
                logs["errors"].Count(),
                logs["last_seen_ns"].IsNull ? null : logs["last_seen_ns"].Time(),
                logs["errors_by"].OptionalText(),
                logs["run_in"].OptionalText()),
            Errors = root["errors"].IsNull ? null : root["errors"].List(Error),
            Profiles = new ProfileSample(
                profiles["types"].List(t => t.Text()),
                profiles["functions"].List(f => new FunctionCost(f["name"].Text(), f["self_share"].Number(), f["self"].Number(), f["unit"].Text()))),
            Metrics = Metrics(root["metrics"]),
            Load = root["load"].IsNull ? null : Load(root["load"]),
            Spans = SpanColumns.Read(root["spans"]),
        };
    }

    private static SignalState Signal(EvidenceNode node)
    {
        var (signal, state, reason) = (node["signal"].Word<SignalKind>(), node["state"].Word<SignalCompleteness>(), node["reason"].OptionalText());
        if (state == SignalCompleteness.Complete) return SignalState.Complete(signal);
        if (string.IsNullOrWhiteSpace(reason)) throw node["reason"].Expected("a reason for what is not complete");
        return state switch
        {
            SignalCompleteness.Partial => SignalState.Partial(signal, node["coverage"].Number() is var share and >= 0 and < 1 ? share : throw node["coverage"].Expected("a share from 0 to below 1"), reason),
            SignalCompleteness.Pending => SignalState.Pending(signal, reason),
            SignalCompleteness.Absent => SignalState.Absent(signal, reason),
            SignalCompleteness.Unreachable => SignalState.Unreachable(signal, reason),
            _ => SignalState.Unsupported(signal, reason),
        };
    }

    private static ErrorGroup Error(EvidenceNode node) => new(
        node["title"].Text(),
        node["count"].Count(),
        node["last_seen_ns"].Time(),
        node["culprit"].OptionalText(),
        node["trace_id"].IsNull ? null : node["trace_id"].Id<TraceId>(TraceId.TryParse, "a trace id"),
        node["link"].OptionalText());

    private static MetricSample Metrics(EvidenceNode node) => new(
        node["cpu_pct"].OptionalNumber(),
        node["cpu_of"].OptionalText(),
        node["latency"].List(q => new HistogramQuantile(q["p"].Number(), q["ms"].Number(), q["low"].OptionalNumber(), q["high"].OptionalNumber(), q["count"].Number())),
        node["warnings"].List(w => w.Text()));

    private static LoadOutcome Load(EvidenceNode node) => new(
        node["tool"].Text(),
        node["version"].OptionalText(),
        node["target"].Text(),
        node["fingerprint"].Text(),
        node["started_ns"].Time(),
        node["ended_ns"].Time(),
        node["sent"].Count(),
        node["failed"].Count(),
        node["error_statuses"].Count(),
        node["latency_ms"].Members().DistinctBy(m => m.Key).ToDictionary(m => m.Key, m => m.Value.Number(), StringComparer.Ordinal),
        node["crossed"].List(c => c.Text()),
        node["exit_code"].Small(),
        node["problem"].OptionalText());
}
