namespace Fabrik.Core.Redaction.Detectors;

/// <summary>A vendor's key, told by its first characters.</summary>
/// <param name="MinRest">Characters of the key's alphabet that must follow the prefix.</param>
/// <param name="Shape">What else must hold of them.</param>
internal sealed record KeyFormat(string Prefix, RedactionRule Rule, int MinRest, KeyShape Shape = KeyShape.Any);
