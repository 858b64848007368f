namespace Fabrik.Core.Redaction.Detectors;

/// <summary>Bytes <paramref name="Start"/> to <paramref name="End"/> (exclusive) of a text are secret.</summary>
internal readonly record struct SecretMatch(int Start, int End, RedactionRule Rule)
{
    public int Length => End - Start;
}
