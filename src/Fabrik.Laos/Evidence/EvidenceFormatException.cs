namespace Fabrik.Laos.Evidence;

/// <summary>Where a document is not what it should be. Never leaves <see cref="EvidenceReader"/>.</summary>
internal sealed class EvidenceFormatException(string path, string expected) : Exception($"{path}: expected {expected}");
