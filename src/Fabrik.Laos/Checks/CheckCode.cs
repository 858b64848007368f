namespace Fabrik.Laos.Checks;

/// <summary>The codes of what is wrong with a config that can be read.</summary>
public static class CheckCode
{
    public const string PercentileOrder = "laos.percentile_order";
    public const string Unit = "laos.unit";
    public const string SignalOff = "laos.signal_off";
    public const string NoSource = "laos.no_source";
    public const string TooFew = "laos.too_few";
    public const string Noise = "laos.noise";
}
