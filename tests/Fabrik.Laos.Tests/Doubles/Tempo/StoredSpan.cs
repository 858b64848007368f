using Fabrik.Core.Time;

namespace Fabrik.Laos.Tests.Doubles.Tempo;

/// <summary>A span as an application sends it. Attribute values are strings, longs, doubles or truth values.</summary>
internal sealed record StoredSpan
{
    /// <summary>32 hex digits.</summary>
    public required string Trace { get; init; }

    /// <summary>16 hex digits.</summary>
    public required string Id { get; init; }

    public string? Parent { get; init; }

    public string Name { get; init; } = "GET /cart";

    /// <summary><c>server</c>, <c>client</c>, <c>internal</c>, <c>producer</c>, <c>consumer</c>.</summary>
    public string Kind { get; init; } = "server";

    public required UnixTime Start { get; init; }

    public TimeSpan Duration { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary><c>unset</c>, <c>ok</c>, <c>error</c>.</summary>
    public string Status { get; init; } = "unset";

    public string StatusMessage { get; init; } = "";

    public IReadOnlyDictionary<string, object> Resource { get; init; } = new Dictionary<string, object> { ["service.name"] = "checkout" };

    public IReadOnlyDictionary<string, object> Attributes { get; init; } = new Dictionary<string, object>();

    public string Service => Resource.GetValueOrDefault("service.name") as string ?? "";

    public UnixTime End => Start.Add(Duration);
}
