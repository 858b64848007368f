using Fabrik.Laos.Baselines.Series;
using Fabrik.Laos.Config;

namespace Fabrik.Laos.Baselines.Attributing;

/// <summary>Where a difference comes from, largest part first, whichever way it goes.</summary>
public sealed record Attribution(
    IReadOnlyList<SpanDelta> Spans, IReadOnlyList<RouteDelta> Routes, IReadOnlyList<ErrorDelta> Errors, IReadOnlyList<FunctionDelta> Functions)
{
    internal static Attribution Of(IReadOnlyList<RunSeries> run, IReadOnlyList<RunSeries> baseline, FailureDetailsConfig details) => new(
        [.. SpanAttribution.Of(run, baseline).Take(details.TopSpans)],
        [.. RouteAttribution.Of(run, baseline).Take(details.TopRoutes)],
        [.. ErrorAttribution.Of(run, baseline).Take(details.TopErrors)],
        [.. FunctionAttribution.Of(run, baseline).Take(details.TopSpans)]);
}
