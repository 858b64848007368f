namespace Fabrik.Laos.Baselines;

/// <summary>Run-to-run noise of a metric among runs of the same code under the same load.</summary>
/// <param name="Unit"><c>ms</c>, <c>ratio</c> or <c>count</c>.</param>
/// <param name="Runs">How many runs it was measured over.</param>
/// <param name="Value">Their median.</param>
/// <param name="Detectable">The smallest increase, in the unit, that one more run would show; a limit nearer to the value than this can't be held.</param>
public sealed record MetricNoise(string Metric, string Unit, int Runs, double Value, double Detectable)
{
    /// <summary>Of the value, 0.1 is 10 %; null where the value is 0.</summary>
    public double? DetectableShare => Value > 0 ? Detectable / Value : null;
}
