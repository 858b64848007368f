using Fabrik.Core.Runs;
using Fabrik.Core.Scope;
using Fabrik.Core.Time;
using Fabrik.Laos.Evidence;

namespace Fabrik.Laos.Judging;

/// <summary>The spans whose latency and errors are judged, and what they are called.</summary>
/// <param name="Name">Printed with every number, so that nobody has to guess what was measured.</param>
/// <param name="WarmUp">How many more there were during the warm-up.</param>
internal sealed record Population(string Name, IReadOnlyList<SpanSample> Spans, int WarmUp)
{
    /// <summary>
    /// Requests that were served; where no span says so, spans that begin the service's part of a trace; for a run that has neither, the
    /// calls its agent made.
    /// </summary>
    /// <param name="service">Only of this service, where spans name theirs.</param>
    /// <param name="from">The warm-up's end.</param>
    public static Population Of(IReadOnlyList<SpanSample> spans, string? service, UnixTime from)
    {
        var own = service is null ? spans : [.. spans.Where(s => s.Service is null || s.Service == service)];
        List<SpanSample> found = [.. own.Where(s => s.SpanKind is SpanKind.Server or SpanKind.Consumer)];
        var name = "requests served";
        if (found.Count == 0) (name, found) = ("local root spans", LocalRoots(own));
        if (found.Count == 0) (name, found) = ("model, tool and retrieval calls", [.. own.Where(s => s.Kind is StepKind.Model or StepKind.Tool or StepKind.Retrieval or StepKind.Embedding)]);
        List<SpanSample> judged = from == UnixTime.Zero ? found : [.. found.Where(s => s.StartedAt >= from)];
        return new Population(name, judged, found.Count - judged.Count);
    }

    public bool IsServed => Name == "requests served";

    public DurationSample Durations()
    {
        var sample = new DurationSample();
        foreach (var span in Spans) sample.Add(span.Milliseconds);
        return sample;
    }

    /// <summary>Some frameworks mark a served request as internal: it has no parent in its own service. Agents' steps are not meant.</summary>
    private static List<SpanSample> LocalRoots(IReadOnlyList<SpanSample> spans)
    {
        var services = new Dictionary<StepId, string?>();
        foreach (var span in spans) services[span.Id] = span.Service;
        return
        [
            .. spans.Where(s => s is { Kind: StepKind.Span, SpanKind: SpanKind.Internal or SpanKind.Unspecified, Database: false }
                && (s.Parent is not { } parent || !services.TryGetValue(parent, out var service) || service != s.Service)),
        ];
    }
}
