namespace Fabrik.Laos.Baselines.Attributing;

/// <summary>One function of the profiles; they name only the most costly, so a missing one may just have been cheap.</summary>
/// <param name="ShareRun">Of the profile's total, 0 to 1, without callees; null where it is not named.</param>
/// <param name="ShareBaseline">Likewise.</param>
public sealed record FunctionDelta(string Name, double? ShareRun, double? ShareBaseline)
{
    public double Delta => (ShareRun ?? 0) - (ShareBaseline ?? 0);
}
