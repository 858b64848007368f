using System.Text.Json;
using System.Text.Json.Nodes;
using Fabrik.Telemetry.Otlp;
using FsCheck;
using FsCheck.Fluent;
using static Fabrik.Telemetry.Tests.Otlp.Proto;

namespace Fabrik.Telemetry.Tests.Otlp;

/// <summary>A value written as protobuf and as JSON reads the same, whatever the value.</summary>
public sealed class EncodingEqualityTests
{
    private static readonly Gen<Value> Scalars = Gen.OneOf(
        ArbMap.Default.GeneratorFor<string>().Select(text => new Value(String(text ?? ""), new JsonObject { ["stringValue"] = text ?? "" })),
        ArbMap.Default.GeneratorFor<bool>().Select(flag => new Value(Varint(2, flag ? 1UL : 0), new JsonObject { ["boolValue"] = flag })),
        ArbMap.Default.GeneratorFor<long>().Select(whole => new Value(Varint(3, (ulong)whole), new JsonObject { ["intValue"] = whole.ToString() })),
        Gen.Choose(int.MinValue, int.MaxValue).Select(whole => new Value(Varint(3, (ulong)(long)whole), new JsonObject { ["intValue"] = whole })),
        ArbMap.Default.GeneratorFor<double>().Select(number => new Value(Double(4, number), new JsonObject { ["doubleValue"] = Json(number) })),
        ArbMap.Default.GeneratorFor<byte[]>().Select(bytes => new Value(Bytes(7, bytes), new JsonObject { ["bytesValue"] = Convert.ToBase64String(bytes) })),
        Gen.Constant(new Value([], [])));

    [Fact]
    public void Values_of_every_kind() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000), Prop.ForAll(
        Gen.Sized(size => Values(Math.Min(size / 10, 4))).ToArbitrary(),
        value =>
        {
            var json = new JsonArray(new JsonObject { ["key"] = "a", ["value"] = value.Json.DeepClone() });
            var limits = new OtlpLimits { MaxDepth = 4, MaxAttributeBytes = 400 };
            var fromJson = Read.Traces(Read.JsonRequest($"\"attributes\": {json.ToJsonString()}"), limits);
            var fromProtobuf = Read.Traces(
                Nested(1, Nested(2, Bytes(2, [.. Bytes(1, Bodies.TraceId), .. Bytes(2, Bodies.SpanId), .. Fixed64(7, 1000), .. Fixed64(8, 2000), .. Attribute(9, "a", value.Protobuf)]))), limits);
            Assert.Equal(RecordText.Of(fromProtobuf), RecordText.Of(fromJson));
        }));

    private static Gen<Value> Values(int depth)
    {
        if (depth == 0) return Scalars;
        var inner = Values(depth - 1).ListOf();
        return Gen.OneOf(
            Scalars,
            inner.Select(list => new Value(
                Nested(5, [.. list.Select(v => Bytes(1, v.Protobuf))]),
                new JsonObject { ["arrayValue"] = new JsonObject { ["values"] = new JsonArray([.. list.Select(v => v.Json.DeepClone())]) } })),
            inner.Select(list => new Value(
                Nested(6, [.. list.Select((v, i) => Attribute(1, "k" + i, v.Protobuf))]),
                new JsonObject
                {
                    ["kvlistValue"] = new JsonObject
                    {
                        ["values"] = new JsonArray([.. list.Select((v, i) => new JsonObject { ["key"] = "k" + i, ["value"] = v.Json.DeepClone() })]),
                    },
                })));
    }

    private static JsonNode Json(double number) =>
        double.IsFinite(number) ? JsonValue.Create(number) : double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";

    private sealed record Value(byte[] Protobuf, JsonObject Json)
    {
        public override string ToString() => Json.ToJsonString(JsonSerializerOptions.Default);
    }
}
