using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Telemetry.Model;
using Fabrik.Telemetry.Otlp.Protobuf;

namespace Fabrik.Telemetry.Otlp;

internal sealed class SpanReader(OtlpLimits limits) : ItemReader<SpanRecord>(OtlpSignal.Traces, limits)
{
    private readonly ScratchStack<SpanEvent> _events = new();
    private readonly ScratchStack<SpanLink> _links = new();

    public override void Read(ReadOnlySpan<byte> item, ResourceInfo resource, InstrumentationScope scope)
    {
        Attributes.BeginItem();
        _events.Rewind(0);
        _links.Rewind(0);

        ReadOnlySpan<byte> traceId = default, spanId = default, parentId = default, name = default, status = default;
        ulong kind = 0, start = 0, end = 0, droppedAttributes = 0, droppedEvents = 0, droppedLinks = 0;
        ulong lostAttributes = 0, lostEvents = 0, lostLinks = 0;
        var wellFormed = true;

        var reader = new ProtoReader(item);
        while (wellFormed && reader.Next())
        {
            switch (reader.Tag)
            {
                case OtlpTags.Span.TraceId:
                    traceId = reader.Bytes();
                    break;
                case OtlpTags.Span.SpanId:
                    spanId = reader.Bytes();
                    break;
                case OtlpTags.Span.ParentSpanId:
                    parentId = reader.Bytes();
                    break;
                case OtlpTags.Span.Name:
                    name = reader.Bytes();
                    break;
                case OtlpTags.Span.Kind:
                    kind = reader.Varint();
                    break;
                case OtlpTags.Span.Start:
                    start = reader.Fixed64();
                    break;
                case OtlpTags.Span.End:
                    end = reader.Fixed64();
                    break;
                case OtlpTags.Span.Attributes:
                    wellFormed = Attributes.TryAdd(reader.Bytes(), 0, ref droppedAttributes);
                    break;
                case OtlpTags.Span.Events:
                    wellFormed = TryEvent(reader.Bytes(), ref droppedEvents);
                    break;
                case OtlpTags.Span.Links:
                    wellFormed = TryLink(reader.Bytes(), ref droppedLinks);
                    break;
                case OtlpTags.Span.Status:
                    status = reader.Bytes();
                    break;
                case OtlpTags.Span.DroppedAttributes:
                    lostAttributes = (uint)reader.Varint();
                    break;
                case OtlpTags.Span.DroppedEvents:
                    lostEvents = (uint)reader.Varint();
                    break;
                case OtlpTags.Span.DroppedLinks:
                    lostLinks = (uint)reader.Varint();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        var (code, message) = (SpanStatusCode.Unset, "");
        if (!wellFormed || reader.Fault is not null || !TryStatus(status, out code, out message)) Reject(RejectReason.NotProtobuf, item, name);
        else if (!OtlpIds.TryTrace(traceId, out var trace)) Reject("traceId is not 16 bytes (32 hex digits in JSON) other than zero", item, name);
        else if (!OtlpIds.TrySpan(spanId, out var id)) Reject("spanId is not 8 bytes (16 hex digits in JSON) other than zero", item, name);
        else if (!OtlpIds.TrySpan(parentId, out var parent) && !OtlpIds.IsAbsent(parentId, 8))
            Reject("parentSpanId is not 8 bytes (16 hex digits in JSON)", item, name);
        else if (start == 0) Reject("startTimeUnixNano is missing", item, name);
        else if (end < start) Reject("endTimeUnixNano is missing or before startTimeUnixNano", item, name);
        else if (!UnixTime.TryFromNanoseconds(end, out var endedAt)) Reject(RejectReason.TimeOutOfRange, item, name);
        else
        {
            Attributes.AddCount(AttributeReader.DroppedEventsKey, droppedEvents + lostEvents);
            Attributes.AddCount(AttributeReader.DroppedLinksKey, droppedLinks + lostLinks);
            Items.Add(new SpanRecord
            {
                Trace = trace,
                SpanId = id,
                ParentSpanId = parent == 0 ? null : parent,
                Name = Attributes.Name(name),
                Kind = kind <= (ulong)SpanKind.Consumer ? (SpanKind)kind : SpanKind.Unspecified,
                StartedAt = UnixTime.FromNanoseconds((long)start),
                EndedAt = endedAt,
                Status = code,
                StatusMessage = message,
                Attributes = Attributes.Take(0, droppedAttributes + lostAttributes),
                Events = _events.Count == 0 ? [] : _events.PopFrom(0),
                Links = _links.Count == 0 ? [] : _links.PopFrom(0),
                Resource = resource,
                Scope = scope,
                Truncated = Attributes.Truncated,
            });
        }
    }

    private bool TryStatus(ReadOnlySpan<byte> encoded, out SpanStatusCode code, out string message)
    {
        (code, message) = (SpanStatusCode.Unset, "");
        var reader = new ProtoReader(encoded);
        while (reader.Next())
        {
            switch (reader.Tag)
            {
                case OtlpTags.Status.Code:
                    var raw = reader.Varint();
                    code = raw <= (ulong)SpanStatusCode.Error ? (SpanStatusCode)raw : SpanStatusCode.Unset;
                    break;
                case OtlpTags.Status.Message:
                    message = Attributes.Message(reader.Bytes());
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return reader.Fault is null;
    }

    /// <summary>An event without a valid time can't be placed: it is dropped and counted, the span stays.</summary>
    private bool TryEvent(ReadOnlySpan<byte> encoded, ref ulong dropped)
    {
        var full = _events.Count >= Limits.MaxEvents || Attributes.IsSpent;
        ReadOnlySpan<byte> name = default;
        ulong nanoseconds = 0, droppedAttributes = 0, lostAttributes = 0;
        var mark = Attributes.Mark;
        var reader = new ProtoReader(encoded);
        while (!full && reader.Next())
        {
            switch (reader.Tag)
            {
                case OtlpTags.Event.Time:
                    nanoseconds = reader.Fixed64();
                    break;
                case OtlpTags.Event.Name:
                    name = reader.Bytes();
                    break;
                case OtlpTags.Event.Attributes:
                    if (!Attributes.TryAdd(reader.Bytes(), mark, ref droppedAttributes)) return false;
                    break;
                case OtlpTags.Event.DroppedAttributes:
                    lostAttributes = (uint)reader.Varint();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        if (reader.Fault is not null) return false;
        if (!full && nanoseconds != 0 && UnixTime.TryFromNanoseconds(nanoseconds, out var time))
        {
            _events.Push(new SpanEvent(time, Attributes.Name(name), Attributes.Take(mark, droppedAttributes + lostAttributes)));
            return true;
        }

        Attributes.Rewind(mark);
        Attributes.Truncated |= full;
        dropped++;
        return true;
    }

    /// <summary>A link without valid ids points nowhere: it is dropped and counted, the span stays.</summary>
    private bool TryLink(ReadOnlySpan<byte> encoded, ref ulong dropped)
    {
        var full = _links.Count >= Limits.MaxLinks || Attributes.IsSpent;
        ReadOnlySpan<byte> traceId = default, spanId = default;
        ulong droppedAttributes = 0, lostAttributes = 0;
        var mark = Attributes.Mark;
        var reader = new ProtoReader(encoded);
        while (!full && reader.Next())
        {
            switch (reader.Tag)
            {
                case OtlpTags.Link.TraceId:
                    traceId = reader.Bytes();
                    break;
                case OtlpTags.Link.SpanId:
                    spanId = reader.Bytes();
                    break;
                case OtlpTags.Link.Attributes:
                    if (!Attributes.TryAdd(reader.Bytes(), mark, ref droppedAttributes)) return false;
                    break;
                case OtlpTags.Link.DroppedAttributes:
                    lostAttributes = (uint)reader.Varint();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        if (reader.Fault is not null) return false;
        if (!full && OtlpIds.TryTrace(traceId, out TraceId trace) && OtlpIds.TrySpan(spanId, out var id))
        {
            _links.Push(new SpanLink(trace, id, Attributes.Take(mark, droppedAttributes + lostAttributes)));
            return true;
        }

        Attributes.Rewind(mark);
        Attributes.Truncated |= full;
        dropped++;
        return true;
    }
}
