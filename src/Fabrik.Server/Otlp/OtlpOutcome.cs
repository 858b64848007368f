using Fabrik.Server.Problems;

namespace Fabrik.Server.Otlp;

/// <summary>What became of a request: all but <paramref name="Rejected"/> items are stored, or none for <paramref name="Refusal"/>.</summary>
internal sealed record OtlpOutcome(int Rejected, string? Reason, Refusal? Refusal = null)
{
    public static OtlpOutcome Refused(Refusal refusal) => new(0, null, refusal);
}
