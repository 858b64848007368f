using Fabrik.Core.Runs;
using Fabrik.Telemetry.Dialects;
using Fabrik.Telemetry.Model;
using Fabrik.Telemetry.Pricing;

namespace Fabrik.Telemetry.Mapping;

/// <summary>
/// Maps a batch of spans to runs and steps: one step a span, one group a trace. Pure and thread-safe. Not redacted: names,
/// previews and payloads hold what was sent, but for raw request headers (dropped) and user ids (replaced by pseudonyms).
/// </summary>
public sealed class SpanMapping(DialectTable dialects, PriceBook prices, ScopeKeys keys)
{
    /// <param name="pseudonym">The keyed hash of a user id, as it may be stored; null drops user ids altogether.</param>
    /// <returns>
    /// Groups in the order in which their traces start; inside a group the steps stand as they were sent. A group names a run
    /// when any of its spans does; the root's word counts most. Spans that name other runs say so in <see cref="SpanFacts.ForeignRunId"/>.
    /// </returns>
    public IReadOnlyList<RunGroup> Map(IReadOnlyList<SpanRecord> spans, Func<string, string>? pseudonym = null)
    {
        using var reading = new SpanReading(dialects);
        using var payload = new StepPayload(pseudonym);
        var mapping = new StepMapping(reading, payload, prices, keys, dialects.Version);
        var facts = new RunFactsReading(reading, keys, pseudonym);
        return [.. spans
            .Select(mapping.Map)
            .GroupBy(s => s.Span.Trace)
            .Select(trace => new TraceGroup(trace.Key, [.. trace]).ToRunGroup(facts))
            .OrderBy(group => group.Steps.Min(s => s.StartedAt))
            .ThenBy(group => group.Trace!.Value.Value)];
    }
}
