namespace Fabrik.Core.Config.Nodes;

/// <summary>A value of a configuration file and where it stands. YAML and JSON give the same nodes.</summary>
/// <param name="Span">The scalar as written with its quotes, or where the list or mapping begins.</param>
public abstract record ConfigNode(TextSpan Span);
