namespace Fabrik.Laos.Sources.Prometheus;

/// <summary>Where a metric of the scope is, or why it is not.</summary>
/// <param name="Series">Name and selector, e.g. <c>up{run_id="r"}</c>; null when there is none.</param>
internal sealed record MetricScope(string? Series, IReadOnlyList<string> Notes, string? Missing)
{
    public static MetricScope None(string why) => new(null, [], why);
}
