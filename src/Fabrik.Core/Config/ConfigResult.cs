using Fabrik.Core.Config.Nodes;
using Fabrik.Core.Verdicts;

namespace Fabrik.Core.Config;

/// <summary>What became of a configuration file.</summary>
/// <param name="Value">Null when there is an error.</param>
/// <param name="Diagnostics">All errors and warnings, by position.</param>
/// <param name="Source">For rendering them.</param>
/// <param name="Root">What was read, where it was at all.</param>
public sealed record ConfigResult<T>(T? Value, IReadOnlyList<Diagnostic> Diagnostics, ConfigSource Source, ConfigNode? Root)
    where T : class
{
    /// <summary>Where the value at these keys stands, so that a finding can point at the limit that it broke; null when the file leaves it out.</summary>
    public SourceLocation? LocationOf(params ReadOnlySpan<string> keys)
    {
        var (node, span) = (Root, (TextSpan?)null);
        foreach (var key in keys)
        {
            if ((node as ConfigMap)?.Find(key) is not { } entry) return null;
            (node, span) = (entry.Value, entry.Value is ConfigScalar ? entry.Value.Span : entry.KeySpan);
        }

        return span is null ? null : Source.Locate(span.Value.Start);
    }
}
