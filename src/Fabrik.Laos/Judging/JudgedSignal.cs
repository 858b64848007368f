using Fabrik.Core.Verdicts;
using Fabrik.Laos.Config;

namespace Fabrik.Laos.Judging;

/// <summary>A signal as it came, beside what the config asked of it.</summary>
/// <param name="Source">Where it was read from; null where nobody was asked.</param>
public sealed record JudgedSignal(SignalState State, SignalDemand Demand, string? Source);
