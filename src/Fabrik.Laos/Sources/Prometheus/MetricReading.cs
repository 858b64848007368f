namespace Fabrik.Laos.Sources.Prometheus;

/// <summary>What gathers while one collection asks its questions.</summary>
internal sealed class MetricReading
{
    public List<string> Queries { get; } = [];

    public List<string> Notes { get; } = [];

    public List<string> Warnings { get; } = [];

    public bool Victoria { get; set; }
}
