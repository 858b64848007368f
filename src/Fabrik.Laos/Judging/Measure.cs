namespace Fabrik.Laos.Judging;

/// <summary>One number that was asked for and what came out.</summary>
/// <param name="Metric">As in the config, e.g. <c>latency_ms.p95</c>.</param>
/// <param name="Low">Lower end of the 95 % interval; null where none exists for this n.</param>
/// <param name="High">Upper end; null likewise.</param>
/// <param name="N">Observations behind the number.</param>
/// <param name="Of">What was observed, e.g. <c>requests served</c>.</param>
public sealed record Measure(string Metric, double Value, double Limit, string Unit, double? Low, double? High, long N, string Of)
{
    public bool Holds => Value <= Limit;
}
