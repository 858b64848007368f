namespace Fabrik.Cli.Terminal;

/// <summary>What a piece of text is, not which colour it has; signs and words always say the same.</summary>
internal enum Style
{
    Plain,
    Strong,
    Dim,
    Good,
    Bad,
    Attention,
    Unsure,
    Active,
}
