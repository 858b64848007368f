namespace Fabrik.Laos.Sources.Loki;

/// <summary>One series of a counting query.</summary>
internal sealed record LabelCount(IReadOnlyDictionary<string, string> Labels, long Count);
