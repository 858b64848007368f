using Fabrik.Core.Verdicts;
using Fabrik.Laos.Sources;

namespace Fabrik.Laos.Collection;

/// <summary>Who is asked for which signals. Each signal is asked of one source.</summary>
public sealed record SignalSource(IEvidenceSource Source, IReadOnlyList<SignalKind> Signals);
