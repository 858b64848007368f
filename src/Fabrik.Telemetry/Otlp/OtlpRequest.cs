using System.Diagnostics.CodeAnalysis;
using Fabrik.Telemetry.Model;
using Fabrik.Telemetry.Otlp.Json;
using Fabrik.Telemetry.Otlp.Protobuf;

namespace Fabrik.Telemetry.Otlp;

/// <summary>
/// The part that is the same for all signals: request, resource blocks, scope blocks, items. JSON is first written as protobuf, so every rule
/// stands once and both encodings give the same records.
/// </summary>
internal static class OtlpRequest
{
    public static bool TryRead<T>(
        ReadOnlySpan<byte> body,
        OtlpFormat format,
        OtlpSignal signal,
        OtlpLimits limits,
        ItemReader<T> items,
        [NotNullWhen(true)] out OtlpBatch<T>? batch,
        [NotNullWhen(false)] out string? error)
    {
        batch = null;
        error = null;
        if (body.Length > limits.MaxInflatedBytes)
        {
            error = $"The body is {body.Length} bytes; the limit is {limits.MaxInflatedBytes}. Send smaller batches.";
            return false;
        }

        if (format == OtlpFormat.Json)
        {
            using var protobuf = new ProtoWriter(body.Length);
            error = JsonTranscoder.Transcode(body, signal, protobuf, items.Rejections) ?? Walk(protobuf.Written, items, out _);
        }
        else
        {
            error = Walk(body, items, out var known) ?? (known || body.IsEmpty ? null : "none of its fields is known");
            if (error is not null) error = $"The body is not OTLP protobuf: {error}.{Hint(body)}";
        }

        if (error is null && items.Items.Count == 0 && items.Rejections is { AllForeign: true, Foreign: { } foreign })
            error = $"The body holds {OtlpRoute.Items(foreign)}, not {OtlpRoute.Items(signal)}: send it to {OtlpRoute.HttpPath(foreign)}.";
        if (error is not null) return false;

        batch = new OtlpBatch<T>(items.Items, items.Rejections.Count, items.Rejections.Describe(signal));
        return true;
    }

    private static string Hint(ReadOnlySpan<byte> body) =>
        body.TrimStart(" \t\r\n"u8) is [(byte)'{', ..] ? " It looks like JSON: send it as application/json."
        : body is [0x1F, 0x8B, ..] ? " It looks like gzip: send it with Content-Encoding: gzip."
        : "";

    /// <summary>Reads all items; returns what is wrong with the layers around them, or null.</summary>
    private static string? Walk<T>(ReadOnlySpan<byte> body, ItemReader<T> items, out bool known)
    {
        var blocks = 0;
        known = false;
        var reader = new ProtoReader(body);
        while (reader.Next())
        {
            if (reader.Tag != OtlpTags.Envelope.Resources)
            {
                reader.Skip();
                continue;
            }

            known = true;
            var block = reader.Bytes();
            if (reader.Fault is null && ResourceBlock(block, items) is { } fault) return $"{fault} of resource block {blocks}";
            blocks++;
        }

        return reader.FaultText;
    }

    private static string? ResourceBlock<T>(ReadOnlySpan<byte> block, ItemReader<T> items)
    {
        // The resource may stand after what it is about.
        var resource = ResourceInfo.Empty;
        var header = new ProtoReader(block);
        while (header.Next())
        {
            if (header.Tag != OtlpTags.Envelope.Resource) header.Skip();
            else if (!TryResource(header.Bytes(), items.Attributes, out resource)) return "a malformed resource";
        }

        if (header.Fault is not null) return header.FaultText;

        var scopes = new ProtoReader(block);
        while (scopes.Next())
        {
            if (scopes.Tag != OtlpTags.Envelope.Scopes) scopes.Skip();
            else if (ScopeBlock(scopes.Bytes(), resource, items) is { } fault) return fault;
        }

        return null;
    }

    private static string? ScopeBlock<T>(ReadOnlySpan<byte> block, ResourceInfo resource, ItemReader<T> items)
    {
        var scope = InstrumentationScope.Empty;
        var header = new ProtoReader(block);
        while (header.Next())
        {
            if (header.Tag != OtlpTags.Envelope.Scope) header.Skip();
            else if (!TryScope(header.Bytes(), items.Attributes, out scope)) return "a malformed scope";
        }

        if (header.Fault is not null) return header.FaultText + " of a scope block";

        var reader = new ProtoReader(block);
        while (reader.Next())
        {
            if (reader.Tag == OtlpTags.Envelope.Items) items.Read(reader.Bytes(), resource, scope);
            else reader.Skip();
        }

        return null;
    }

    private static bool TryResource(ReadOnlySpan<byte> encoded, AttributeReader attributes, out ResourceInfo resource)
    {
        attributes.BeginItem();
        var (dropped, lost) = (0UL, 0UL);
        resource = ResourceInfo.Empty;
        var reader = new ProtoReader(encoded);
        while (reader.Next())
        {
            if (reader.Tag == OtlpTags.Resource.Attributes)
            {
                if (!attributes.TryAdd(reader.Bytes(), 0, ref dropped)) return false;
            }
            else if (reader.Tag == OtlpTags.Resource.DroppedAttributes) lost = (uint)reader.Varint();
            else reader.Skip();
        }

        var map = attributes.Take(0, dropped + lost);
        if (map.Count > 0) resource = new ResourceInfo(map);
        return reader.Fault is null;
    }

    private static bool TryScope(ReadOnlySpan<byte> encoded, AttributeReader attributes, out InstrumentationScope scope)
    {
        attributes.BeginItem();
        var (name, version, dropped, lost) = ("", "", 0UL, 0UL);
        scope = InstrumentationScope.Empty;
        var reader = new ProtoReader(encoded);
        while (reader.Next())
        {
            switch (reader.Tag)
            {
                case OtlpTags.Scope.Name:
                    name = attributes.Name(reader.Bytes());
                    break;
                case OtlpTags.Scope.Version:
                    version = attributes.Name(reader.Bytes());
                    break;
                case OtlpTags.Scope.Attributes:
                    if (!attributes.TryAdd(reader.Bytes(), 0, ref dropped)) return false;
                    break;
                case OtlpTags.Scope.DroppedAttributes:
                    lost = (uint)reader.Varint();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        var map = attributes.Take(0, dropped + lost);
        if (name.Length > 0 || version.Length > 0 || map.Count > 0) scope = new InstrumentationScope(name, version, map);
        return reader.Fault is null;
    }
}
