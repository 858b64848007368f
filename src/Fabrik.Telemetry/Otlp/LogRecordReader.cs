using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Telemetry.Model;
using Fabrik.Telemetry.Otlp.Protobuf;

namespace Fabrik.Telemetry.Otlp;

internal sealed class LogRecordReader(OtlpLimits limits) : ItemReader<LogRecord>(OtlpSignal.Logs, limits)
{
    private const int MaxSeverity = 24;

    public override void Read(ReadOnlySpan<byte> item, ResourceInfo resource, InstrumentationScope scope)
    {
        Attributes.BeginItem();
        ReadOnlySpan<byte> traceId = default, spanId = default, severityText = default, eventName = default;
        ulong time = 0, observed = 0, severity = 0, dropped = 0, lost = 0;
        AttributeValue body = default;
        var wellFormed = true;

        var reader = new ProtoReader(item);
        while (wellFormed && reader.Next())
        {
            switch (reader.Tag)
            {
                case OtlpTags.Log.Time:
                    time = reader.Fixed64();
                    break;
                case OtlpTags.Log.ObservedTime:
                    observed = reader.Fixed64();
                    break;
                case OtlpTags.Log.SeverityNumber:
                    severity = reader.Varint();
                    break;
                case OtlpTags.Log.SeverityText:
                    severityText = reader.Bytes();
                    break;
                case OtlpTags.Log.Body:
                    wellFormed = Attributes.TryValue(reader.Bytes(), out body);
                    break;
                case OtlpTags.Log.Attributes:
                    wellFormed = Attributes.TryAdd(reader.Bytes(), 0, ref dropped);
                    break;
                case OtlpTags.Log.DroppedAttributes:
                    lost = (uint)reader.Varint();
                    break;
                case OtlpTags.Log.TraceId:
                    traceId = reader.Bytes();
                    break;
                case OtlpTags.Log.SpanId:
                    spanId = reader.Bytes();
                    break;
                case OtlpTags.Log.EventName:
                    eventName = reader.Bytes();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        if (!wellFormed || reader.Fault is not null) Reject(RejectReason.NotProtobuf, item, eventName);
        else if (!OtlpIds.TryTrace(traceId, out var trace) && !OtlpIds.IsAbsent(traceId, 16))
            Reject("traceId is not 16 bytes (32 hex digits in JSON)", item, eventName);
        else if (!OtlpIds.TrySpan(spanId, out var span) && !OtlpIds.IsAbsent(spanId, 8))
            Reject("spanId is not 8 bytes (16 hex digits in JSON)", item, eventName);
        else if (time == 0 && observed == 0) Reject("timeUnixNano and observedTimeUnixNano are missing", item, eventName);
        else if (!UnixTime.TryFromNanoseconds(time == 0 ? observed : time, out var at)) Reject(RejectReason.TimeOutOfRange, item, eventName);
        else
        {
            Items.Add(new LogRecord
            {
                Time = at,
                SeverityNumber = severity <= MaxSeverity ? (int)severity : 0,
                SeverityText = Attributes.Name(severityText),
                EventName = Attributes.Name(eventName),
                Body = body,
                Trace = trace == default ? null : trace,
                SpanId = span == 0 ? null : span,
                Attributes = Attributes.Take(0, dropped + lost),
                Resource = resource,
                Scope = scope,
                Truncated = Attributes.Truncated,
            });
        }
    }
}
