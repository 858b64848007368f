namespace Fabrik.Core.Config.Nodes;

/// <summary>Keys in the order of the file, each once.</summary>
public sealed record ConfigMap(IReadOnlyList<ConfigEntry> Entries, TextSpan Span) : ConfigNode(Span)
{
    public ConfigEntry? Find(string key) => Entries.FirstOrDefault(e => string.Equals(e.Key, key, StringComparison.Ordinal));
}
