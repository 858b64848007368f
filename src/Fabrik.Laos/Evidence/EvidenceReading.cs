using System.Diagnostics.CodeAnalysis;

namespace Fabrik.Laos.Evidence;

/// <summary>What became of an evidence file: either the evidence with its digest, or what is wrong with it.</summary>
public sealed record EvidenceReading(RunEvidence? Evidence, string? Digest, string? Error)
{
    [MemberNotNullWhen(true, nameof(Evidence))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool Ok => Evidence is not null;

    internal static EvidenceReading Failed(string error) => new(null, null, error);
}
