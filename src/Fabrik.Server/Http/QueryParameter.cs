namespace Fabrik.Server.Http;

/// <summary>A query parameter an endpoint takes: endpoint metadata, for checking requests and describing the API alike.</summary>
internal sealed record QueryParameter(string Name, string Description)
{
    public bool Repeats { get; init; }

    public bool IsTime { get; init; }

    public bool IsFlag { get; init; }

    /// <summary>A whole number from <see cref="Min"/> to this; null for text.</summary>
    public long? Max { get; init; }

    public long Min { get; init; }

    /// <summary>The only values there are; null for any.</summary>
    public IReadOnlyList<string>? Values { get; init; }
}
