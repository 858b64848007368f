using Fabrik.Core.Runs;
using Fabrik.Laos.Evidence;
using Fabrik.Telemetry.Dialects;
using Fabrik.Telemetry.Mapping;
using Fabrik.Telemetry.Model;
using Fabrik.Telemetry.Pricing;

namespace Fabrik.Laos.Sources.Tempo;

/// <summary>Reads spans by the same dialects as Fabrik's own ingest, so that a span means the same whichever way it came.</summary>
internal static class SpanSampling
{
    private const int Batch = 1000;
    private static readonly SpanMapping Mapping = new(DialectTable.Current, PriceBook.Embedded, ScopeKeys.Default);

    /// <returns>By start, then id.</returns>
    public static IReadOnlyList<SpanSample> Of(SpanHarvest harvest)
    {
        List<SpanSample> samples = new(harvest.Spans.Count);
        foreach (var spans in harvest.Spans.Chunk(Batch))
        {
            var foreign = spans.Where(s => harvest.ForeignRun(s) is not null).ToDictionary(s => (s.Trace, s.SpanId.ToString("x16")), harvest.ForeignRun);
            samples.AddRange(Mapping.Map(spans).SelectMany(group => group.Steps).Select(step => Sample(step) with
            {
                ForeignRun = foreign.GetValueOrDefault((step.Span!.Trace, step.Id.Value)),
            }));
        }

        samples.Sort((a, b) => a.StartedAt.CompareTo(b.StartedAt) is var order and not 0 ? order : a.Id.CompareTo(b.Id));
        return samples;
    }

    private static SpanSample Sample(Step step) => new(
        step.Id,
        step.ParentId,
        step.Span!.Trace,
        step.Name,
        step.Kind,
        step.Span.Kind,
        step.StartedAt,
        step.EndedAt!.Value,
        step.Span.Route,
        step.Span.DbSystem is not null,
        step.Status == StepStatus.Error ? step.Error ?? new StepError("error", "") : null,
        step.Service,
        step.Span.HttpStatus);
}
