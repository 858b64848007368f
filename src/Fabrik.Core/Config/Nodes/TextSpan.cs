namespace Fabrik.Core.Config.Nodes;

/// <summary>A stretch of a source text, in UTF-16 units.</summary>
public readonly record struct TextSpan(int Start, int Length)
{
    public int End => Start + Length;
}
