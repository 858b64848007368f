namespace Fabrik.Laos.Collection;

/// <summary>What to do after a look: wait and look again, or stop for a reason.</summary>
/// <param name="Wait">Null when there is nothing to wait for.</param>
/// <param name="Settled">True when all that was sent is there; false while waiting, and when it was given up.</param>
/// <param name="Why">A phrase for the report.</param>
public sealed record SettleStep(TimeSpan? Wait, bool Settled, string Why);
