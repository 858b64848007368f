namespace Fabrik.Core.Config.Nodes;

public sealed record ConfigEntry(string Key, TextSpan KeySpan, ConfigNode Value);
