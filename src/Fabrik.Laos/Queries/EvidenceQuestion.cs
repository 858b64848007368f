using Fabrik.Core.Scope;
using Fabrik.Core.Time;

namespace Fabrik.Laos.Queries;

/// <param name="Since">Inclusive; null for the beginning.</param>
/// <param name="Contains">A plain substring, case ignored in errors and traces; null for anything.</param>
public sealed record EvidenceQuestion(RunScope Scope, UnixTime? Since, string? Contains);
