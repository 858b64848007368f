namespace Fabrik.Telemetry.Dialects;

/// <summary>One emitter's way of saying what a step is. Pure data; <see cref="DialectTable"/> compiles it.</summary>
internal sealed record Dialect
{
    /// <summary>As it stands in a step's provenance.</summary>
    public required string Name { get; init; }

    /// <summary>Attribute names, or prefixes that end in a dot, that only this dialect writes.</summary>
    public required string[] Markers { get; init; }

    /// <summary>How it tells a step's kind; asked in the order of <see cref="DialectTable"/>'s kind priority.</summary>
    public KindRule[] Kinds { get; init; } = [];

    /// <summary>Asked before every foreign rule: kinds that the dialect itself renders less exactly in another dialect's words.</summary>
    public KindRule[] ExactKinds { get; init; } = [];

    /// <summary>Asked when nothing else tells the kind.</summary>
    public KindRule[] LastKinds { get; init; } = [];

    /// <summary>Attribute names by field; of several the first present counts.</summary>
    public IReadOnlyDictionary<DialectField, string[]> Fields { get; init; } = new Dictionary<DialectField, string[]>();

    public UsageRule[] Usage { get; init; } = [];

    /// <summary>Attribute → name of the request parameter.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>Prefixes that end in a dot.</summary>
    public IReadOnlyDictionary<string, AttributeFamily> Families { get; init; } = new Dictionary<string, AttributeFamily>();

    /// <summary>Attributes that are never kept.</summary>
    public string[] Dropped { get; init; } = [];

    /// <summary>True when scalars are sent as JSON text, so strings come in quotes.</summary>
    public bool QuotesScalars { get; init; }
}
