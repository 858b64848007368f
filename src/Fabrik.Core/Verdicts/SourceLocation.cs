namespace Fabrik.Core.Verdicts;

/// <summary>A place in a text file; lines and columns count from 1, columns in UTF-16 units.</summary>
public sealed record SourceLocation(string File, int Line, int Column)
{
    public override string ToString() => $"{File}:{Line}:{Column}";
}
