namespace Fabrik.Bench.Results;

/// <summary>What the same rounds were compared to.</summary>
/// <param name="How">How the peer works, for readers of the table.</param>
/// <param name="Rounds">Its value in each round, in the row's unit.</param>
/// <param name="Ratio">What the value's ratio to the peer must keep to; null where the peer is a reference only.</param>
internal sealed record Peer(string Name, string How, IReadOnlyList<double> Rounds, Bound? Ratio = null);
