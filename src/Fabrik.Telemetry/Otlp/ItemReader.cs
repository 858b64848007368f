using Fabrik.Telemetry.Model;
using Fabrik.Telemetry.Otlp.Protobuf;

namespace Fabrik.Telemetry.Otlp;

/// <summary>Turns the items of one batch into records, one signal each. Used once.</summary>
internal abstract class ItemReader<T>(OtlpSignal signal, OtlpLimits limits)
{
    public List<T> Items { get; } = [];

    public Rejections Rejections { get; } = new();

    public AttributeReader Attributes { get; } = new(limits);

    protected OtlpLimits Limits => limits;

    public abstract void Read(ReadOnlySpan<byte> item, ResourceInfo resource, InstrumentationScope scope);

    protected void Reject(string reason, ReadOnlySpan<byte> item, ReadOnlySpan<byte> name) =>
        Rejections.Add(reason, name, SignalGuess.Of(item) is { } guess && guess != signal ? guess : null);
}
