namespace Fabrik.Core.Statistics;

/// <summary>What a test of two samples looks for in the first, compared with the second.</summary>
public enum Alternative
{
    TwoSided,
    Less,
    Greater,
}
