namespace Fabrik.Laos.Baselines.Attributing;

/// <summary>How an error group of a run stands to the baseline's.</summary>
public enum ErrorChange
{
    New,
    Gone,
    More,
    Fewer,
}
