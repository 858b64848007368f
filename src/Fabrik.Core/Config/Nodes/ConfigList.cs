namespace Fabrik.Core.Config.Nodes;

public sealed record ConfigList(IReadOnlyList<ConfigNode> Items, TextSpan Span) : ConfigNode(Span);
