namespace Fabrik.Core.Redaction;

/// <summary>What a key says of its value.</summary>
/// <param name="Rule">Set when the value is a secret by its key.</param>
/// <param name="Identifier">True for ids, hashes and cursors: random by nature, so randomness alone is no sign of a secret.</param>
internal readonly record struct KeyVerdict(RedactionRule? Rule, bool Identifier)
{
    public static KeyVerdict None => default;
}
