using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Telemetry.Dialects;
using Fabrik.Telemetry.Mapping;
using Fabrik.Telemetry.Model;
using Fabrik.Telemetry.Pricing;

namespace Fabrik.Telemetry.Tests.Mapping;

/// <summary>Spans with what a test needs and nothing that it does not look at.</summary>
internal static class Some
{
    public static UnixTime At(int milliseconds) => UnixTime.FromNanoseconds(1_770_804_900_000_000_000 + (milliseconds * 1_000_000L));

    public static SpanRecord Span(
        ulong id, ulong? parent, params (string Key, object Value)[] attributes) => new()
        {
            Trace = Trace(1),
            SpanId = id,
            ParentSpanId = parent,
            Name = "span " + id,
            Kind = SpanKind.Internal,
            StartedAt = At((int)id),
            EndedAt = At(1000 - (int)id),
            Attributes = Attributes(attributes),
            Resource = ResourceInfo.Empty,
            Scope = InstrumentationScope.Empty,
        };

    public static TraceId Trace(int n) => TraceId.TryCreate((UInt128)n, out var id) ? id : default;

    public static AttributeMap Attributes(params (string Key, object Value)[] attributes) => new([.. attributes.Select(a => KeyValuePair.Create(a.Key, a.Value switch
    {
        string s => AttributeValue.From(s),
        int n => AttributeValue.From(n),
        long n => AttributeValue.From(n),
        double d => AttributeValue.From(d),
        bool b => AttributeValue.From(b),
        AttributeValue v => v,
        _ => throw new NotSupportedException(a.Key),
    }))]);

    public static SpanRecord Failed(this SpanRecord span, string? type, string message = "it broke") => span with
    {
        Status = SpanStatusCode.Error,
        StatusMessage = message,
        Events = type is null ? [] : [new SpanEvent(span.EndedAt, "exception", Attributes(("exception.type", type), ("exception.message", message)))],
    };

    public static ResourceInfo Resource(params (string Key, object Value)[] attributes) => new(Attributes(attributes));

    public static SpanMapping Mapping { get; } = new(DialectTable.Current, PriceBook.Embedded, ScopeKeys.Default);

    public static RunGroup Group(params SpanRecord[] spans) => Assert.Single(Mapping.Map(spans));

    public static Step Step(SpanRecord span) => Assert.Single(Group(span).Steps);
}
