using Fabrik.Core.Time;

namespace Fabrik.Core.Runs;

/// <summary>An end that was seen: of the run's root span, or declared by <c>:finish</c>.</summary>
/// <param name="Declared">True for <c>:finish</c>, which later roots do not override.</param>
public sealed record RunEnd(RunStatus Status, UnixTime EndedAt, bool Declared, StepError? Error = null);
