using System.Globalization;
using System.Text.Json.Nodes;

namespace Fabrik.Laos.Sources.Tempo;

/// <summary>A fence as one OTLP span, and how it is found again.</summary>
internal static class FenceSpan
{
    private const string TokenAttribute = "fabrik.fence";

    public static string Query(Fence fence) =>
        $"{{ {TraceQl.Is("resource.service.name", Fence.Service)} && {TraceQl.Is(TraceQl.Attribute("span", TokenAttribute), fence.Token)} }}";

    /// <param name="runLabel">The name that the run's id has in this stack.</param>
    /// <param name="ids">24 bytes that are not all zero in either part: a trace id and a span id.</param>
    public static string Json(Fence fence, string runLabel, ReadOnlySpan<byte> ids)
    {
        var time = fence.At.Nanoseconds.ToString(CultureInfo.InvariantCulture);
        var span = new JsonObject
        {
            ["traceId"] = Convert.ToHexStringLower(ids[..16]),
            ["spanId"] = Convert.ToHexStringLower(ids[16..24]),
            ["name"] = "fence",
            ["kind"] = 1,
            ["startTimeUnixNano"] = time,
            ["endTimeUnixNano"] = time,
            ["attributes"] = new JsonArray(Attribute(TokenAttribute, fence.Token)),
        };
        return new JsonObject
        {
            ["resourceSpans"] = new JsonArray(new JsonObject
            {
                ["resource"] = new JsonObject { ["attributes"] = new JsonArray(Attribute("service.name", Fence.Service), Attribute(runLabel, fence.Run.Value)) },
                ["scopeSpans"] = new JsonArray(new JsonObject { ["spans"] = new JsonArray(span) }),
            }),
        }.ToJsonString();
    }

    /// <summary>Where its span is searched for; the end leaves room for a clock that differs.</summary>
    public static SearchWindow Window(Fence fence)
    {
        const int Slack = 60;
        var second = fence.At.Nanoseconds / 1_000_000_000;
        return new SearchWindow(Math.Max(second - 1, 0), second + Slack);
    }

    private static JsonObject Attribute(string key, string value) => new() { ["key"] = key, ["value"] = new JsonObject { ["stringValue"] = value } };
}
