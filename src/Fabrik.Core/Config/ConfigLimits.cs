namespace Fabrik.Core.Config;

/// <summary>What a configuration file may be at most.</summary>
internal static class ConfigLimits
{
    /// <summary>UTF-16 units.</summary>
    public const int MaxLength = 1 << 20;

    public const int MaxDepth = 64;

    /// <summary>Values, those that aliases repeat counted each time.</summary>
    public const int MaxNodes = 100_000;
}
