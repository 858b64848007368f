using System.Buffers.Binary;
using System.Text;
using Fabrik.Telemetry.Otlp.Protobuf;

namespace Fabrik.Bench.Load;

/// <summary>
/// Protobuf bodies of <c>/v1/traces</c>: 512 spans a request, the default of OpenTelemetry's batch processors, of about 1 KB
/// each, as an agent's GenAI instrumentation sends them: 16 traces of a root, model calls and tool calls. Every request has
/// trace ids of its own, so every span is new.
/// </summary>
internal sealed class SpanBodies
{
    public const string ContentType = "application/x-protobuf";
    public const int SpansPerBody = 512;
    private const int SpansPerTrace = 32;
    private const int Templates = 8;
    private const string Path = "/v1/traces";
    private const ulong Start = 1_770_804_900_000_000_000;

    private readonly byte[][][] _bodies;
    private readonly List<int>[] _traceOffsets = [.. Enumerable.Range(0, Templates).Select(_ => new List<int>())];

    /// <param name="connections">Each gets its own copies to write its trace ids in.</param>
    public SpanBodies(int connections)
    {
        byte[][] templates = [.. Enumerable.Range(0, Templates).Select(t => Template(t, _traceOffsets[t]))];
        _bodies = [.. Enumerable.Range(0, connections).Select(_ => templates.Select(t => t.ToArray()).ToArray())];
    }

    /// <summary>Bytes of a request, on average.</summary>
    public double BodyBytes => _bodies[0].Average(b => b.Length);

    /// <param name="round">Different in every round.</param>
    public Request Of(int connection, int round, int request)
    {
        var template = request % Templates;
        var body = _bodies[connection][template];
        foreach (var offset in _traceOffsets[template]) BinaryPrimitives.WriteInt64BigEndian(body.AsSpan(offset), ((long)(round + 1) << 32) | (uint)request);
        return new Request(Path, body);
    }

    private static byte[] Template(int seed, List<int> traceOffsets)
    {
        var words = new Words(seed);
        using var writer = new ProtoWriter(1 << 20);
        var resources = writer.Begin(OtlpTags.Envelope.Resources);
        var resource = writer.Begin(OtlpTags.Envelope.Resource);
        Text(writer, OtlpTags.Resource.Attributes, "service.name", "research");
        Text(writer, OtlpTags.Resource.Attributes, "deployment.environment.name", "prod");
        writer.End(resource);
        var scopes = writer.Begin(OtlpTags.Envelope.Scopes);
        var scope = writer.Begin(OtlpTags.Envelope.Scope);
        writer.Text(OtlpTags.Scope.Name, "agent");
        writer.End(scope);
        for (var i = 0; i < SpansPerBody; i++) Span(writer, words, i);
        writer.End(scopes);
        writer.End(resources);
        var body = writer.Written.ToArray();

        // Lengths moved the bytes while they were written; the ids are found by their mark.
        for (var at = 0; (at = Next(body, at)) >= 0; at += sizeof(ulong)) traceOffsets.Add(at);
        return traceOffsets.Count == SpansPerBody ? body : throw new InvalidOperationException("The trace ids' mark is not unique.");
    }

    private static ReadOnlySpan<byte> Mark => [0xF0, 0x9F, 0xA7, 0xAA, 0xFE, 0xED, 0xFA, 0xCE];

    private static int Next(byte[] body, int from)
    {
        var found = body.AsSpan(from).IndexOf(Mark);
        return found < 0 ? -1 : from + found;
    }

    private static void Span(ProtoWriter writer, Words words, int index)
    {
        var (trace, place) = (index / SpansPerTrace, index % SpansPerTrace);
        var span = writer.Begin(OtlpTags.Envelope.Items);
        Span<byte> id = stackalloc byte[16];
        Mark.CopyTo(id);
        BinaryPrimitives.WriteInt64BigEndian(id[8..], trace + 1);
        writer.Bytes(OtlpTags.Span.TraceId, id);
        BinaryPrimitives.WriteInt64BigEndian(id, index + 1);
        writer.Bytes(OtlpTags.Span.SpanId, id[..8]);
        if (place > 0)
        {
            BinaryPrimitives.WriteInt64BigEndian(id, (trace * SpansPerTrace) + 1);
            writer.Bytes(OtlpTags.Span.ParentSpanId, id[..8]);
        }

        var start = Start + ((ulong)index * 1_000_000);
        writer.Tag(OtlpTags.Span.Start);
        writer.Fixed64(start);
        writer.Tag(OtlpTags.Span.End);
        writer.Fixed64(start + 40_000_000);
        if (place == 0) Root(writer);
        else if (place % 2 == 1) Model(writer, words);
        else Tool(writer, words);
        writer.End(span);
    }

    private static void Root(ProtoWriter writer)
    {
        writer.Text(OtlpTags.Span.Name, "invoke_agent researcher");
        Attribute(writer, "gen_ai.operation.name", "invoke_agent");
        Attribute(writer, "gen_ai.agent.name", "researcher");
    }

    private static void Model(ProtoWriter writer, Words words)
    {
        writer.Text(OtlpTags.Span.Name, "chat gpt-4o-mini");
        Attribute(writer, "gen_ai.operation.name", "chat");
        Attribute(writer, "gen_ai.provider.name", "openai");
        Attribute(writer, "gen_ai.request.model", "gpt-4o-mini");
        Attribute(writer, "gen_ai.response.model", "gpt-4o-mini");
        Number(writer, "gen_ai.usage.input_tokens", words.Number(4000));
        Number(writer, "gen_ai.usage.output_tokens", words.Number(900));
        Attribute(writer, "gen_ai.input.messages", $"[{{\"role\":\"user\",\"parts\":[{{\"type\":\"text\",\"content\":\"{words.Text(240)}\"}}]}}]");
        Attribute(writer, "gen_ai.output.messages", $"[{{\"role\":\"assistant\",\"parts\":[{{\"type\":\"text\",\"content\":\"{words.Text(240)}\"}}]}}]");
    }

    private static void Tool(ProtoWriter writer, Words words)
    {
        writer.Text(OtlpTags.Span.Name, "execute_tool search");
        Attribute(writer, "gen_ai.operation.name", "execute_tool");
        Attribute(writer, "gen_ai.tool.name", "search");
        Attribute(writer, "gen_ai.tool.call.arguments", $"{{\"query\":\"{words.Text(200)}\",\"limit\":{words.Number(20)}}}");
        Attribute(writer, "gen_ai.tool.call.result", words.Text(500));
    }

    private static void Attribute(ProtoWriter writer, string key, string value) => Text(writer, OtlpTags.Span.Attributes, key, value);

    private static void Text(ProtoWriter writer, uint tag, string key, string value)
    {
        var pair = writer.Begin(tag);
        writer.Text(OtlpTags.KeyValue.Key, key);
        var wrapped = writer.Begin(OtlpTags.KeyValue.Value);
        writer.Text(OtlpTags.AnyValue.Text, value);
        writer.End(wrapped);
        writer.End(pair);
    }

    private static void Number(ProtoWriter writer, string key, int value)
    {
        var pair = writer.Begin(OtlpTags.Span.Attributes);
        writer.Text(OtlpTags.KeyValue.Key, key);
        var wrapped = writer.Begin(OtlpTags.KeyValue.Value);
        writer.Tag(OtlpTags.AnyValue.Int);
        writer.Varint((ulong)value);
        writer.End(wrapped);
        writer.End(pair);
    }
}
