using Fabrik.Core.Time;

namespace Fabrik.Laos.Queries;

/// <summary>laos.md §4.7: whether it was seen, how often, when last and where most.</summary>
/// <param name="TopSpan">The span name that carries most of the matches; null where spans have no part.</param>
/// <param name="Example">One match in a line.</param>
public sealed record EvidenceAnswer(bool Found, long Count, UnixTime? LastSeen, string? TopSpan, string? Example);
