namespace Fabrik.Laos.Fleet;

/// <summary>A broken threshold of a stored lint.</summary>
/// <param name="Unit"><c>ms</c>, <c>ratio</c> or <c>percent</c>.</param>
public sealed record FleetViolation(string Metric, double Value, double Limit, string Unit)
{
    /// <summary>How many times over its limit; a limit of 0 is broken without end.</summary>
    public double Excess => Limit > 0 ? Value / Limit : double.PositiveInfinity;
}
